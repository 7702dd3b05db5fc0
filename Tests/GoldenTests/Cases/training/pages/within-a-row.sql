-- trainees
select
    trainees_1.full_name,
    sessions_json_5.value
from (
    select trainees_1.id, trainees_1.full_name
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 2
) as trainees_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from training.sessions as sessions_4 where sessions_4.trainee_id = trainees_1.id), ',"edges":[', string_agg(item_3.value_1, ',') filter (where item_3.number <= 2), '],"pageInfo":{"hasNextPage":', (count(*) > 2)::text, ',"hasPreviousPage":false,"startCursor":', coalesce(json_agg(item_3.cursor) filter (where item_3.number <= 2) -> 0, 'null'), ',"endCursor":', coalesce(json_agg(item_3.cursor) filter (where item_3.number <= 2) -> -1, 'null'), '}}') as value
    from (
        select concat('{"cursor":', json_build_array(sessions_2.started_at::text, sessions_2.id::text), ',"node":{"startedAt":', case when sessions_2.started_at >= '0001-01-01' and sessions_2.started_at < '10000-01-01' then '"' || replace((sessions_2.started_at at time zone 'UTC')::text, ' ', 'T') || 'Z"' else E'\x01' end, '}}') as value_1,
            json_build_array(sessions_2.started_at::text, sessions_2.id::text) as cursor,
            row_number() over (order by sessions_2.started_at desc, sessions_2.id desc) as number
        from (
            select sessions_2.started_at, sessions_2.id
            from training.sessions as sessions_2
            where sessions_2.trainee_id = trainees_1.id
            order by sessions_2.started_at desc, sessions_2.id desc
            limit 3
        ) as sessions_2
        order by sessions_2.started_at desc, sessions_2.id desc
    ) as item_3
) as sessions_json_5 on true
order by trainees_1.id;
