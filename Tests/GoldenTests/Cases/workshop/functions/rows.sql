-- findJobs
select
    jobs_2.id,
    jobs_2.number,
    jobs_2.title,
    jobs_2.state,
    customers_3.name,
    jobs_json_6.value,
    customers_3.id is not null
from workshop.find_jobs(query => $1::text) with ordinality as find_jobs_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = find_jobs_1.tenant_id and jobs_2.id = find_jobs_1.id
left join workshop.customers as customers_3 on customers_3.id = jobs_2.customer_id
left join lateral (
    select concat('{"nodes":[', string_agg(item_5.value_1, ','), ']}') as value
    from (
        select concat('{"number":', jobs_4.number, '}') as value_1
        from (
            select jobs_4.id, jobs_4.number
            from workshop.jobs as jobs_4
            where jobs_4.customer_id = customers_3.id
            order by jobs_4.id
            limit 1
        ) as jobs_4
        order by jobs_4.id
    ) as item_5
) as jobs_json_6 on true
order by find_jobs_1.ordinality
limit 501;
-- $1: $query
