-- SPDX-License-Identifier: Apache-2.0
-- A workshop of two tenants: what the golden cases of this folder are planned for and run on. `:reader` is the role
-- that requests run as.

create schema palisade;
create function palisade.tenant_id() returns uuid language sql stable
    return nullif(current_setting('palisade.tenant_id', true), '')::uuid;
grant usage on schema palisade to :reader;

create schema workshop;
grant usage on schema workshop to :reader;

create table workshop.customers (
    tenant_id uuid not null,
    id        uuid not null,
    name      text not null,
    notes     jsonb,
    constraint customers_pkey primary key (tenant_id, id)
);

create table workshop.jobs (
    tenant_id   uuid    not null,
    id          uuid    not null,
    number      integer not null,
    customer_id uuid    not null,
    title       text    not null,
    state       text    not null,
    tags        text[]  not null default '{}',
    hours       numeric,
    at          timestamptz not null default '2026-03-01 08:00:00Z',
    constraint jobs_pkey primary key (tenant_id, id),
    constraint jobs_number_key unique (tenant_id, number),
    constraint jobs_customer_fkey foreign key (tenant_id, customer_id) references workshop.customers (tenant_id, id)
);

create type workshop.part as (part_name text, pieces integer);

-- Runs as the tables' owner, whom no policy binds here: what the caller may see must be decided once more.
create function workshop.find_jobs(query text, states text[] default null) returns setof workshop.jobs
    language sql stable security definer set search_path = pg_catalog, workshop, pg_temp
begin atomic
    select j.* from workshop.jobs as j
    where j.title ilike '%' || query || '%' and (states is null or j.state = any (states))
    order by j.number desc, j.tenant_id;
end;

create function workshop.job_by_number(number integer) returns workshop.jobs language sql stable
begin atomic
    select j.* from workshop.jobs as j where j.number = job_by_number.number;
end;

create function workshop.latest_jobs() returns workshop.jobs[] language sql stable security definer
    set search_path = pg_catalog, workshop, pg_temp
begin atomic
    select array_agg(j order by j.number desc) from workshop.jobs as j where j.number > 1;
end;

create function workshop.job_keys(lowest integer) returns table (ordinality integer, id uuid) language sql stable
begin atomic
    select j.number, j.id from workshop.jobs as j where j.number >= lowest order by j.number;
end;

create function workshop.customer_ranks(since timestamptz default '-infinity', most integer default 100)
    returns table (customer_id uuid, job_count bigint, hours numeric, last_at timestamptz, states text[])
    language sql stable
begin atomic
    select j.customer_id, count(*), sum(j.hours), max(j.at), array_agg(distinct j.state order by j.state)
    from workshop.jobs as j
    where j.at >= since
    group by j.customer_id
    order by count(*) desc, j.customer_id
    limit most;
end;

create function workshop.best_customer(
    out customer_id uuid, out job_count bigint, out hours numeric, out last_at timestamptz, out states text[])
    language sql stable
begin atomic
    select r.customer_id, r.job_count, r.hours, r.last_at, r.states from workshop.customer_ranks(most => 1) as r;
end;

create function workshop.job_count(state text default 'open') returns bigint language sql stable
begin atomic
    select count(*) from workshop.jobs as j where j.state = job_count.state or job_count.state is null;
end;

create function workshop.all_tags() returns setof text language sql stable
begin atomic
    select distinct t.tag from workshop.jobs as j cross join lateral unnest(j.tags) as t (tag) order by t.tag desc;
end;

create function workshop.tag_array(job integer) returns text[] language sql stable
begin atomic
    select j.tags from workshop.jobs as j where j.number = job;
end;

create function workshop.describe(spec jsonb, more jsonb default '[]', extra json default 'null') returns jsonb
    language sql immutable
    return jsonb_build_object('spec', spec, 'more', more, 'extra', extra);

create function workshop.pieces(part workshop.part) returns integer language sql immutable
    return (part).pieces * length((part).part_name);

create function workshop.all_pieces(parts workshop.part[]) returns integer[] language sql immutable
    return (select array_agg(p.pieces order by p.part_name) from unnest(parts) as p);

create function workshop.joined(variadic parts text[]) returns text language sql immutable
    return array_to_string(parts, '+', 'null');

create function workshop.local_time(at timestamp, others timestamp[] default '{}') returns timestamp
    language sql immutable
    return greatest(at, (select max(o) from unnest(others) as o));

create function workshop.ping() returns void language plpgsql stable as 'begin end';

create function workshop.complain(code text) returns text language plpgsql stable as $$
begin
    raise exception 'You asked for it.' using errcode = code, hint = 'Do not ask.';
end $$;

create function workshop.open_job(title text, customer uuid, tags text[] default '{"new"}') returns workshop.jobs
    language sql
begin atomic
    insert into workshop.jobs (tenant_id, id, number, customer_id, title, state, tags)
    select palisade.tenant_id(), 'c000000f-0000-4000-8002-00000000000f', max(j.number) + 1, open_job.customer,
        open_job.title, 'open', open_job.tags
    from workshop.jobs as j
    returning *;
end;

create function workshop.close_jobs(numbers integer[]) returns setof workshop.jobs language sql
begin atomic
    update workshop.jobs as j set state = 'finished'
    from unnest(numbers) with ordinality as n (number, position)
    where j.number = n.number
    returning j.*;
end;

create function workshop.rank_after_closing(number integer)
    returns table (customer_id uuid, job_count bigint, hours numeric, last_at timestamptz, states text[])
    language plpgsql as $$
begin
    perform workshop.close_jobs(array[number]);
    return query
        select r.* from workshop.customer_ranks() as r
        where r.customer_id = (select j.customer_id from workshop.jobs as j where j.number = rank_after_closing.number);
end $$;

create function workshop.renumber(by integer) returns setof integer language sql
begin atomic
    update workshop.jobs as j set number = j.number + by returning j.number;
end;

create function workshop.forget(number integer) returns void language plpgsql as $$
begin
    delete from workshop.jobs as j where j.number = forget.number;
    if not found then
        raise exception 'There is no such job.' using errcode = 'PA404';
    end if;
end $$;

revoke execute on all functions in schema workshop from public;
grant execute on all functions in schema workshop to :reader;

do $$
declare
    name text;
begin
    foreach name in array array['customers', 'jobs'] loop
        execute format('alter table workshop.%I enable row level security, force row level security', name);
        execute format('create policy %I on workshop.%I as restrictive to public
            using (tenant_id = (select palisade.tenant_id()))', name || '_floor', name);
        execute format('create policy %I on workshop.%I to public
            using (tenant_id = (select palisade.tenant_id()))', name || '_own', name);
        execute format('grant select, insert, update, delete on workshop.%I to :reader', name);
    end loop;
end $$;

insert into workshop.customers
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8001-00000000000%s', t, n)::uuid,
    format('Customer %s%s', chr(64 + t), n)
from generate_series(1, 2) as t, generate_series(1, 3) as n;

insert into workshop.jobs (tenant_id, id, number, customer_id, title, state, tags, hours)
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8002-00000000000%s', t, n)::uuid,
    n, format('c000000%s-0000-4000-8001-00000000000%s', t, 1 + n / 3)::uuid,
    (array['Mend a gearbox', 'Paint a door', 'Mend a door', 'Mend a bell'])[n],
    (array['open', 'in_work', 'finished', 'open'])[n],
    (array['{gear}', '{door,paint}', '{door}', '{}']::text[])[n]::text[], n * 1.5
from generate_series(1, 2) as t, generate_series(1, 4) as n;

update workshop.customers as c set notes = v.notes::jsonb
from (values ('1', '{"size": {"width": 12, "label": "wide"}, "tags": ["a", "b"]}'), ('2', '{"size": {"width": 7}, "gone": null}'))
    as v (number, notes)
where right(c.id::text, 1) = v.number;
