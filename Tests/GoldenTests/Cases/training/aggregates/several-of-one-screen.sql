-- companies
select
    companies_1.name,
    sessions_figures_3.count,
    trainees_figures_5.count,
    trainees_figures_5.all_is_active
from (
    select companies_1.id, companies_1.name, companies_1.tenant_id
    from training.companies as companies_1
    order by companies_1.id
    limit 11
) as companies_1
left join lateral (
    select
        count(*) as count
    from training.sessions as sessions_2
    where sessions_2.tenant_id = companies_1.tenant_id
) as sessions_figures_3 on true
left join lateral (
    select
        count(*) as count,
        bool_and(trainees_4.is_active) as all_is_active
    from training.trainees as trainees_4
    where trainees_4.tenant_id = companies_1.tenant_id
) as trainees_figures_5 on true
order by companies_1.id;

-- trainingSessionsAggregate
select
    sessions_figures_2.count,
    sessions_groups_5.value,
    sessions_groups_5.is_faulty
from (
    select
        count(*) as count
    from training.sessions as sessions_1
) as sessions_figures_2
cross join (
    select concat('[', string_agg(concat('{"key":{"processingStatus":', case item_4.key_1 when 'complete' then '"COMPLETE"' when 'failed' then '"FAILED"' when 'pending' then '"PENDING"' when 'processing' then '"PROCESSING"' else 'null' end, '},"count":', item_4.count, '}'), ','), ']') as value,
        count(*) > 10000 as is_faulty
    from (
        select
            sessions_3.processing_status as key_1,
            count(*) as count
        from training.sessions as sessions_3
        group by 1
        order by 1
        limit 10001
    ) as item_4
) as sessions_groups_5;

-- membershipsAggregate
select
    memberships_1.role,
    count(*)
from core.memberships as memberships_1
group by 1
order by 1
limit 10001;
