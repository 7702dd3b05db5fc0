-- companies
select
    companies_1.name,
    trainees_figures_3.count,
    trainees_json_11.value
from (
    select companies_1.id, companies_1.name, companies_1.tenant_id
    from training.companies as companies_1
    order by companies_1.id
    limit 11
) as companies_1
left join lateral (
    select
        count(*) as count
    from training.trainees as trainees_2
    where trainees_2.tenant_id = companies_1.tenant_id
) as trainees_figures_3 on true
left join lateral (
    select concat('{"nodes":[', string_agg(item_5.value_1, ','), ']}') as value
    from (
        select concat('{"email":', json_scalar(trainees_4.email), ',"sessionsAggregate":{"count":', sessions_figures_7.count, ',"sum":{"minuteCost":', coalesce('"' || sessions_figures_7.sum_minute_cost::text || '"', 'null'), '},"groups":', sessions_groups_10.value, '}}') as value_1
        from (
            select trainees_4.email, trainees_4.id
            from training.trainees as trainees_4
            where trainees_4.tenant_id = companies_1.tenant_id
            order by trainees_4.email, trainees_4.id
            limit 2
        ) as trainees_4
        left join lateral (
            select
                count(*) as count,
                sum(sessions_6.minute_cost) as sum_minute_cost
            from training.sessions as sessions_6
            where sessions_6.trainee_id = trainees_4.id
        ) as sessions_figures_7 on true
        left join lateral (
            select concat('[', string_agg(concat('{"key":{"status":', case item_9.key_1 when 'active' then '"ACTIVE"' when 'analyzed' then '"ANALYZED"' when 'archived' then '"ARCHIVED"' when 'completed' then '"COMPLETED"' else 'null' end, '},"count":', item_9.count, '}'), ','), ']') as value
            from (
                select
                    sessions_8.status as key_1,
                    count(*) as count
                from training.sessions as sessions_8
                where sessions_8.trainee_id = trainees_4.id
                group by 1
                order by 1
                limit 2
            ) as item_9
        ) as sessions_groups_10 on true
        order by trainees_4.email, trainees_4.id
    ) as item_5
) as trainees_json_11 on true
order by companies_1.id;
