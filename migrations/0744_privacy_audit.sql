-- The audit log's chain. An entry is written by the writer's transaction, and sealed afterwards by a job that sees it
-- committed: a chain that writers kept would make them wait for one another.
set local role palisade_definer;

create function privacy.entry_hash(entry privacy.audit_log) returns bytea
    language sql stable
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    return sha256(convert_to(concat_ws('|', $1.tenant_id, $1.id, extract(epoch from $1.at),
        coalesce($1.actor::text, '-'), $1.role, coalesce($1.request_id, '-'), $1.operation, $1.relation,
        coalesce($1.row_key, '-'), coalesce(array_to_string($1.columns, ','), '-')), 'UTF8'));
comment on function privacy.entry_hash(privacy.audit_log) is 'Hash of all that an entry says.';

create function privacy.seal_audit(room integer default 10000) returns bigint
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    before  privacy.audit_seals;
    sealed  record;
begin
    if not privacy.is_operator() then
        raise exception 'The audit log is sealed by the worker.' using errcode = 'PA403';
    end if;
    perform pg_advisory_xact_lock(1346453579, 0);
    select s.* into before from privacy.audit_seals as s order by s.number desc limit 1;
    before.number := coalesce(before.number, 0) + 1;
    with fresh as materialized (
        select entry.id from privacy.audit_log as entry where entry.seal is null order by entry.id limit room
    ), marked as (
        update privacy.audit_log as entry
        set seal = before.number
        where entry.seal is null and entry.id in (select fresh.id from fresh)
        returning entry.id, entry.at, privacy.entry_hash(entry) as hash
    )
    select count(*) as entries, min(id) as first_id, max(id) as last_id, min(at) as first_at, max(at) as last_at,
           encode(sha256(coalesce(string_agg(hash, ''::bytea order by id), ''::bytea)), 'hex') as content_hash
    into sealed from marked;
    if sealed.entries = 0 then
        return 0;
    end if;
    insert into privacy.audit_seals (number, entries, first_id, last_id, first_at, last_at, content_hash, previous_hash, hash)
    values (before.number, sealed.entries, sealed.first_id, sealed.last_id, sealed.first_at, sealed.last_at,
        sealed.content_hash, coalesce(before.hash, ''),
        encode(sha256(convert_to(
            coalesce(before.hash, '') || before.number || ':' || sealed.entries || ':' || sealed.content_hash, 'UTF8')), 'hex'));
    return sealed.entries;
end
$$;
comment on function privacy.seal_audit(integer) is
    'For the worker: seals what has been committed since the last seal, in one link. Says how many entries.';

create function privacy.verify_audit() returns table (seal bigint, fault text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    link     privacy.audit_seals;
    before   text := '';
    expected bigint := 1;
    item     record;
begin
    if not privacy.is_operator() then
        raise exception 'The audit log is verified by an operator.' using errcode = 'PA403';
    end if;
    for item in
        -- One pass over the log.
        select seals as link, coalesce(there.entries, 0) as counted, there.content_hash
        from privacy.audit_seals as seals
        left join (
            select entry.seal, count(*) as entries,
                   encode(sha256(string_agg(privacy.entry_hash(entry), ''::bytea order by entry.id)), 'hex') as content_hash
            from privacy.audit_log as entry
            where entry.seal is not null
            group by entry.seal
        ) as there on there.seal = seals.number
        order by seals.number
    loop
        link := item.link;
        if link.number <> expected then
            seal := expected;
            fault := 'missing: the chain goes on with ' || link.number;
            return next;
        elsif link.previous_hash <> before or link.hash <> encode(sha256(convert_to(
            link.previous_hash || link.number || ':' || link.entries || ':' || link.content_hash, 'UTF8')), 'hex')
        then
            seal := link.number;
            fault := 'the link does not follow from the one before it';
            return next;
        end if;
        if item.counted <> link.entries then
            seal := link.number;
            fault := format('%s entries were sealed, %s are there', link.entries, item.counted);
            return next;
        elsif item.content_hash is distinct from link.content_hash then
            seal := link.number;
            fault := 'an entry was changed';
            return next;
        end if;
        before := link.hash;
        expected := link.number + 1;
    end loop;
    -- A cut tail: receipts remember how far the chain had come.
    return query
        select (receipt.content::jsonb #>> '{auditSeal,number}')::bigint,
               format('receipt %s names this link; it is not there, or is another one', receipt.id)
        from privacy.gdpr_receipts as receipt
        where receipt.content::jsonb #>> '{auditSeal,number}' <> '0'
          and not exists (
              select from privacy.audit_seals as s
              where s.number = (receipt.content::jsonb #>> '{auditSeal,number}')::bigint
                and s.hash = receipt.content::jsonb #>> '{auditSeal,hash}');
    return query
        select entry.seal, 'entries claim a link that is not there'::text
        from privacy.audit_log as entry
        where entry.seal is not null and entry.seal >= expected
        group by entry.seal;
end
$$;
comment on function privacy.verify_audit() is 'Every fault of the chain: changed, missing or foreign entries, a cut tail.';

create function privacy.verify_receipts() returns table (tenant_id uuid, number bigint, fault text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select chain.tenant_id, chain.number,
           case when chain.number <> chain.expected then 'a receipt before it is missing'
                when chain.previous_hash <> chain.before then 'it does not follow from the one before it'
                else 'its content was changed' end
    from (
        select r.*, row_number() over tenant as expected, coalesce(lag(r.hash) over tenant, '') as before
        from privacy.gdpr_receipts as r
        window tenant as (partition by r.tenant_id order by r.number)
    ) as chain
    where chain.number <> chain.expected or chain.previous_hash <> chain.before
       or chain.hash <> encode(sha256(convert_to(chain.previous_hash || chain.content, 'UTF8')), 'hex');
end;
comment on function privacy.verify_receipts() is 'Every fault in the chains of receipts.';

grant execute on function privacy.seal_audit(integer), privacy.verify_audit(), privacy.verify_receipts() to palisade_owner;

set local role palisade_owner;

create function privacy.add_audit_partitions(ahead integer default 2) returns integer
    language plpgsql volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    month timestamptz;
    name  text;
    made  integer := 0;
begin
    for month in
        select date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + make_interval(months => m)
        from generate_series(1, ahead) as m
    loop
        name := 'audit_log_' || to_char(month at time zone 'UTC', 'YYYY_MM');
        if to_regclass('privacy.' || name) is null then
            execute format('create table privacy.%I partition of privacy.audit_log for values from (%L) to (%L)',
                name, month, (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
            execute format('alter table privacy.%I enable row level security', name);
            execute format('alter table privacy.%I force row level security', name);
            execute format('create policy %I on privacy.%I as restrictive to public '
                'using (tenant_id = (select palisade.tenant_id())) with check (tenant_id = (select palisade.tenant_id()))',
                name || '_tenant', name);
            made := made + 1;
        end if;
    end loop;
    return made;
end
$$;
comment on function privacy.add_audit_partitions(integer) is
    'For the worker, as the owner: makes the partitions of the months to come. Those of the past are never touched.';

select privacy.add_audit_partitions();
