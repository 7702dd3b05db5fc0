-- trainees
select
    sessions_json_4.value
from (
    select trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 1
) as trainees_1
left join lateral (
    select concat('{"nodes":[', string_agg(item_3.value_1, ',' order by item_3.number desc) filter (where item_3.number <= 2), '],"pageInfo":{"hasNextPage":false,"hasPreviousPage":', (count(*) > 2)::text, '}}') as value
    from (
        select concat('{"startedAt":', case when sessions_2.started_at >= '0001-01-01' and sessions_2.started_at < '10000-01-01' then '"' || replace((sessions_2.started_at at time zone 'UTC')::text, ' ', 'T') || 'Z"' else E'\x01' end, '}') as value_1,
            row_number() over (order by sessions_2.started_at, sessions_2.id) as number
        from (
            select sessions_2.started_at, sessions_2.id
            from training.sessions as sessions_2
            where sessions_2.trainee_id = trainees_1.id
            order by sessions_2.started_at, sessions_2.id
            limit 3
        ) as sessions_2
        order by sessions_2.started_at, sessions_2.id
    ) as item_3
) as sessions_json_4 on true
order by trainees_1.id;
