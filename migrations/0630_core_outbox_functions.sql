-- The outbox: what functions and triggers of the modules put in, and how a job takes from it. The first four are for
-- functions of the definer alone.
set local role palisade_owner;

grant create on schema core to palisade_definer;
set local role palisade_definer;

create function core.put_object(
    bucket text, key text, content_type text, owner_user_id uuid, visibility text, source_table text, source_id uuid,
    sha256 text default null, size_bytes bigint default null
) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into core.stored_objects as object (
        tenant_id, bucket, key, sha256, size_bytes, content_type, owner_user_id, visibility, state, source_table,
        source_id)
    values (
        palisade.tenant_id(), put_object.bucket, put_object.key, put_object.sha256, put_object.size_bytes,
        put_object.content_type, put_object.owner_user_id, put_object.visibility, 'pending', put_object.source_table,
        put_object.source_id)
    on conflict (tenant_id, bucket, key) do update
        set sha256 = excluded.sha256, size_bytes = excluded.size_bytes, visibility = excluded.visibility,
            state = 'pending';
    insert into core.outbox (tenant_id, topic, key, payload)
    values (palisade.tenant_id(), 'object.put', put_object.bucket || '/' || put_object.key,
            jsonb_build_object('table', put_object.source_table, 'id', put_object.source_id));
end
$$;
comment on function core.put_object(text, text, text, uuid, text, text, uuid, text, bigint) is
    'Says that an object has to be put, and whose it is.';

create function core.put_vector(namespace text, vector_id text, source_table text, source_id uuid) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.outbox (tenant_id, topic, key, payload)
    values (palisade.tenant_id(), 'vector.put', put_vector.namespace || '/' || put_vector.vector_id,
            jsonb_build_object('table', put_vector.source_table, 'id', put_vector.source_id));
end
$$;
comment on function core.put_vector(text, text, text, uuid) is 'Says that a text has to be embedded.';

create function core.set_copies_visibility(source_table text, source_id uuid, visibility text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    update core.stored_objects as object
    set visibility = set_copies_visibility.visibility
    where object.tenant_id = palisade.tenant_id()
      and object.source_table = set_copies_visibility.source_table
      and object.source_id = set_copies_visibility.source_id;
    update core.embeddings as embedding
    set visibility = set_copies_visibility.visibility
    where embedding.tenant_id = palisade.tenant_id()
      and embedding.source_table = set_copies_visibility.source_table
      and embedding.source_id = set_copies_visibility.source_id;
end
$$;
comment on function core.set_copies_visibility(text, uuid, text) is
    'Object and vectors of a row are seen like the row: at once when that changes.';

create function core.discard_copies(source_table text, source_id uuid) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into core.outbox (tenant_id, topic, key, payload)
    select object.tenant_id, 'object.delete', object.bucket || '/' || object.key,
           jsonb_build_object('table', object.source_table, 'id', object.source_id)
    from core.stored_objects as object
    where object.tenant_id = palisade.tenant_id()
      and object.source_table = discard_copies.source_table
      and object.source_id = discard_copies.source_id
      and object.state in ('pending', 'stored');
    update core.stored_objects as object
    set state = 'deleting'
    where object.tenant_id = palisade.tenant_id()
      and object.source_table = discard_copies.source_table
      and object.source_id = discard_copies.source_id
      and object.state in ('pending', 'stored');

    -- Found by nobody from now on; an index outside the database follows.
    with gone as (
        delete from core.embeddings as embedding
        where embedding.tenant_id = palisade.tenant_id()
          and embedding.source_table = discard_copies.source_table
          and embedding.source_id = discard_copies.source_id
        returning embedding.tenant_id, embedding.namespace, embedding.vector_id
    )
    insert into core.outbox (tenant_id, topic, key)
    select gone.tenant_id, 'vector.delete', gone.namespace || '/' || gone.vector_id from gone;
end
$$;
comment on function core.discard_copies(text, uuid) is 'Says that object and vectors of a row have to go.';

create function core.claim_outbox(first integer default 20, topics text[] default null) returns setof core.outbox
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform palisade.enter();
    return query
        update core.outbox as job
        set state = 'running', claimed_at = now(), attempts = job.attempts + 1
        from (
            select due.id
            from core.outbox as due
            where due.tenant_id = palisade.tenant_id()
              -- One that was taken and not finished within ten minutes is taken again: jobs must be idempotent.
              and (due.state = 'pending' or due.state = 'running' and due.claimed_at < now() - interval '10 minutes')
              and due.not_before <= now()
              and (claim_outbox.topics is null or due.topic = any (claim_outbox.topics))
              -- In the order of each key: what was asked for before has to be over.
              and not exists (
                  select
                  from core.outbox as earlier
                  where earlier.tenant_id = due.tenant_id and earlier.key = due.key and earlier.seq < due.seq
                    and earlier.state in ('pending', 'running')
              )
            order by due.seq
            limit least(greatest(coalesce(claim_outbox.first, 20), 1), 1000)
            for update skip locked
        ) as taken
        where job.tenant_id = palisade.tenant_id() and job.id = taken.id
        returning job.*;
end
$$;
comment on function core.claim_outbox(integer, text[]) is
    'Takes jobs of the tenant that are due, each for one worker, in the order of each key.';

create function core.finish_outbox(id uuid, error text default null) returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    job core.outbox;
begin
    perform palisade.enter();
    update core.outbox as finished
    set state = case when finish_outbox.error is null then 'done'
                     when finished.attempts >= 10 then 'dead' else 'pending' end,
        done_at = case when finish_outbox.error is null then now() end,
        last_error = left(finish_outbox.error, 500),
        -- Twice as long each time, from half a minute to some hours.
        not_before = case when finish_outbox.error is null then finished.not_before
                          else now() + interval '30 seconds' * power(2, least(finished.attempts, 10)) end
    where finished.tenant_id = palisade.tenant_id() and finished.id = finish_outbox.id
      and finished.state = 'running'
    returning finished.* into job;
    if not found then
        raise exception 'There is no such job that is running.' using errcode = 'PA404';
    end if;
    if job.state = 'done' and job.topic in ('object.put', 'object.delete') then
        update core.stored_objects as object
        set state = case job.topic when 'object.put' then 'stored' else 'deleted' end
        where object.tenant_id = palisade.tenant_id()
          and object.bucket = split_part(job.key, '/', 1)
          and object.key = substr(job.key, length(split_part(job.key, '/', 1)) + 2)
          and object.state = case job.topic when 'object.put' then 'pending' else 'deleting' end
          -- What was asked for meanwhile is not there yet.
          and not exists (
              select
              from core.outbox as later
              where later.tenant_id = job.tenant_id and later.key = job.key and later.seq > job.seq
                and later.state in ('pending', 'running')
          );
    end if;
    return job.state;
end
$$;
comment on function core.finish_outbox(uuid, text) is
    'Says how a job went: done, or with an error to be tried again later, ten times in all.';

grant execute on function core.claim_outbox(integer, text[]), core.finish_outbox(uuid, text) to palisade_service;

set local role palisade_owner;
revoke create on schema core from palisade_definer;
