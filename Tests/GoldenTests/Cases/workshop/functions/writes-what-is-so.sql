-- closeJobs, statement 1
select
    set_config('palisade.written_1', coalesce(json_agg(written_2), '[]')::text, true)
from (
    select close_jobs_1.tenant_id, close_jobs_1.id
    from workshop.close_jobs(numbers => $1::int4[]) with ordinality as close_jobs_1
    order by close_jobs_1.ordinality
) as written_2;
-- $1: [3] as an array, each item as an integer of 32 bits

-- closeJobs, statement 2
select
    jobs_2.number,
    jobs_2.state,
    customers_3.name,
    jobs_json_7.value,
    customers_3.id is not null
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (tenant_id uuid, id uuid))
    with ordinality as close_jobs_1 (tenant_id, id, written_position)
join workshop.jobs as jobs_2 on jobs_2.tenant_id = close_jobs_1.tenant_id and jobs_2.id = close_jobs_1.id
left join workshop.customers as customers_3 on customers_3.id = jobs_2.customer_id
left join lateral (
    select concat('{"totalCount":', (select count(*) from workshop.jobs as jobs_6 where jobs_6.customer_id = customers_3.id and jobs_6.state = $1::text), '}') as value
) as jobs_json_7 on true
order by close_jobs_1.written_position
limit 501;
-- $1: DONE as stored

-- rankAfterClosing, statement 1
select
    set_config('palisade.written_1', coalesce(json_agg(written_2), '[]')::text, true)
from (
    select rank_after_closing_1.customer_id, rank_after_closing_1.job_count, rank_after_closing_1.hours, rank_after_closing_1.last_at, rank_after_closing_1.states
    from workshop.rank_after_closing(number => $1::int4) as rank_after_closing_1
) as written_2;
-- $1: 3 as an integer of 32 bits

-- rankAfterClosing, statement 2
select
    rank_after_closing_1.job_count,
    case when rank_after_closing_1.states is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(case item.value when 'finished' then '"DONE"' when 'in_work' then '"IN_WORK"' when 'open' then '"OPEN"' else E'\x01' end) end, ',' order by item.position) from unnest(rank_after_closing_1.states) with ordinality as item (value, position)), ']') end,
    customers_2.name,
    customers_2.id is not null
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (customer_id uuid, job_count int8, hours numeric, last_at timestamptz, states text[]))
    with ordinality as rank_after_closing_1 (customer_id, job_count, hours, last_at, states, written_position)
left join workshop.customers as customers_2 on customers_2.id = rank_after_closing_1.customer_id
limit 2;
