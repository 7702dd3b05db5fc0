-- opened, statement 1
select
    set_config('palisade.written_1', coalesce(json_agg(written_2), '[]')::text, true)
from (
    select open_job_1.tenant_id, open_job_1.id
    from workshop.open_job(title => $1::text, customer => $2::uuid) as open_job_1
    where not (open_job_1 is null)
) as written_2;
-- $1: $title
-- $2: "c0000001-0000-4000-8001-000000000003" as uuid

-- opened, statement 2
select
    jobs_2.number,
    jobs_2.title,
    jobs_2.state,
    case when jobs_2.tags is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(jobs_2.tags) with ordinality as item (value, position)), ']') end,
    customers_3.name,
    jobs_json_7.value,
    customers_3.id is not null
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (tenant_id uuid, id uuid))
    with ordinality as open_job_1 (tenant_id, id, written_position)
join workshop.jobs as jobs_2 on jobs_2.tenant_id = open_job_1.tenant_id and jobs_2.id = open_job_1.id
left join workshop.customers as customers_3 on customers_3.id = jobs_2.customer_id
left join lateral (
    select concat('{"totalCount":', (select count(*) from workshop.jobs as jobs_6 where jobs_6.customer_id = customers_3.id), ',"nodes":[', string_agg(item_5.value_1, ','), ']}') as value
    from (
        select concat('{"number":', jobs_4.number, '}') as value_1
        from (
            select jobs_4.id, jobs_4.number
            from workshop.jobs as jobs_4
            where jobs_4.customer_id = customers_3.id
            order by jobs_4.id
            limit 50
        ) as jobs_4
        order by jobs_4.id
    ) as item_5
) as jobs_json_7 on true
limit 2;

-- forgotten, statement 1
select
from workshop.forget(number => $1::int4) as forget_1;
-- $1: 5 as an integer of 32 bits
