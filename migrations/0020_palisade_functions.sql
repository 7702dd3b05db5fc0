-- What every module builds on: the request's tenant and user, time-ordered keys, and the two row triggers.
set local role palisade_owner;

comment on schema palisade is 'The request context and what every module shares. No tenant rows.';

grant usage on schema palisade to
    palisade_anon, palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;

-- No `set search_path` on the next two: it would keep them from being inlined into the policies that call them.
-- Their bodies are parsed here, once, so no search path can change what they mean.
create function palisade.tenant_id() returns uuid
    language sql stable parallel safe
    return nullif(pg_catalog.current_setting('palisade.tenant_id', true), '')::uuid;
comment on function palisade.tenant_id() is
    'Tenant of this transaction, or null. A setting made for one transaction reads '''' after it, hence nullif.';

create function palisade.user_id() returns uuid
    language sql stable parallel safe
    return nullif(pg_catalog.current_setting('palisade.user_id', true), '')::uuid;
comment on function palisade.user_id() is 'User of this transaction, or null.';

create function palisade.uuid_v7() returns uuid
    language sql volatile parallel safe
    -- 48 bits of milliseconds, version 7, the variant and 74 random bits of gen_random_uuid (RFC 9562, section 5.7).
    return encode(
        set_bit(
            set_bit(
                overlay(
                    uuid_send(gen_random_uuid())
                    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                    from 1 for 6),
                52, 1),
            53, 1),
        'hex')::uuid;
comment on function palisade.uuid_v7() is
    'A key that grows with time, so that new rows share index pages. PostgreSQL 18 has its own; 15 has not.';

create function palisade.touch_row() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.updated_at := pg_catalog.now();
    return new;
end
$$;
comment on function palisade.touch_row() is 'Trigger: keeps updated_at.';

create function palisade.touch_versioned_row() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.updated_at := pg_catalog.now();
    new.version := old.version + 1;  -- whatever the statement said: a client cannot choose a version
    return new;
end
$$;
comment on function palisade.touch_versioned_row() is 'Trigger: keeps updated_at and counts version.';

grant execute on function palisade.tenant_id(), palisade.user_id() to
    palisade_anon, palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;
grant execute on function palisade.uuid_v7() to palisade_member, palisade_admin, palisade_service, palisade_definer;
