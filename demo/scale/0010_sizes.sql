-- A made-up world of any size, for benchmarks: `palisade dev --scale N` runs these files, then each statement that
-- pg_temp.scale_steps(N) returns, in a transaction of its own. N companies have 1,000 × N sessions together, the first of
-- them half of all; the coaching organizations and the people who chat grow with N as well. The demo people of the other
-- files stay as they are. Everything derives from numbers, so that every load gives the same rows. Keys are readable:
--   KTTTTTTT-0000-4000-PPPP-NNNNNNNNNNNN   kind K of tenant T, part P, number N, all hexadecimal
--   K: b company, 9 coaching organization, 8 person who chats; P: 8000 tenant, 8001 user (0 the admin), then by file
create function pg_temp.scale_key(kind text, tenant bigint, part text, number bigint) returns uuid
    language sql immutable
return (kind || lpad(to_hex(tenant), 7, '0') || '-0000-4000-' || part || '-' || lpad(to_hex(number), 12, '0'))::uuid;

create function pg_temp.scale_pick(choices text[], number bigint) returns text
    language sql immutable
return choices[1 + number % cardinality(choices)];

-- A number from 0 up to but not including `below`, which looks as if it had nothing to do with `number`.
create function pg_temp.scale_draw(number bigint, below integer) returns integer
    language sql immutable
return (hashint8(number) & 2147483647) % below;

-- Tenant t of n: the first has half of a total, the others share the rest.
create function pg_temp.scale_share(t bigint, n bigint, total bigint) returns bigint
    language sql immutable
return case when n = 1 then total
            when t = 1 then total / 2
            else (total - total / 2) * (t - 1) / (n - 1) - (total - total / 2) * (t - 2) / (n - 1) end;

create temp table scale_tenants (
    kind     text     not null,
    number   integer  not null,
    people   integer  not null,
    records  integer  not null,
    primary key (kind, number)
);

-- Rows of one tenant are written in bulk, past the triggers, which would count and check each of them. What they would
-- have written (rollups, counters, history) is written here, and compared with their own count at the end. The audit log
-- does not begin with a million entries of nobody's acts.
create function pg_temp.scale_sizes(n integer) returns void
    language plpgsql
as $$
begin
    insert into scale_tenants
    select 'b', t, greatest(10, case when t = 1 then 2 * n end), pg_temp.scale_share(t, n, 1000 * n)
    from generate_series(1, n) as t
    union all
    select '9', t, greatest(2, case when t = 1 then n / 10 end), pg_temp.scale_share(t, least(n, 20), 50 * n)
    from generate_series(1, least(n, 20)) as t
    union all
    select '8', t, 1, case when t = 1 then 1 else 0 end + 10
    from generate_series(1, greatest(1, n / 10)) as t;
end
$$;

create function pg_temp.scale_people() returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    insert into core.tenants (id, kind, time_zone, default_language, created_at, updated_at)
    select pg_temp.scale_key(kind, number, '8000', 0),
           case kind when 'b' then 'company' when '9' then 'organization' else 'personal' end, 'Europe/Berlin', 'en-US',
           timestamptz '2024-11-01 09:00Z', timestamptz '2024-11-01 09:00Z'
    from scale_tenants;

    insert into core.users (id, email, subscription_tier, created_at, updated_at)
    select pg_temp.scale_key(kind, number, '8001', person),
           'person' || person || '@' || kind || number || '.scale.example', 'enterprise',
           timestamptz '2024-11-01 10:00Z', timestamptz '2024-11-01 10:00Z'
    from scale_tenants
    cross join generate_series(case kind when '8' then 1 else 0 end, people) as person;

    insert into core.memberships (tenant_id, user_id, role, display_name, created_at, updated_at)
    select pg_temp.scale_key(kind, number, '8000', 0), pg_temp.scale_key(kind, number, '8001', person),
           case person when 0 then 'admin' else 'member' end,
           pg_temp.scale_pick('{Ada,Ben,Cleo,Dario,Edda,Finn,Gita,Hugo,Ines,Jan,Kim,Lea,Mo,Nora,Otto,Pia}', person)
               || ' ' || pg_temp.scale_pick('{Abel,Blum,Cruz,Dorn,Eder,Falk,Gold,Hein,Ito}', person) || ' ' || person,
           timestamptz '2024-11-01 10:00Z', timestamptz '2024-11-01 10:00Z'
    from scale_tenants
    cross join generate_series(case kind when '8' then 1 else 0 end, people) as person;
end
$$;
