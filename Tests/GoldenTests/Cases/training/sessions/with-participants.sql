-- trainingSession
select
    session_participants_json_4.value,
    session_participants_json_4.is_faulty
from training.sessions as sessions_1
left join lateral (
    select concat('[', string_agg(item_3.value, ','), ']') as value,
        count(*) > 100 as is_faulty
    from (
        select concat('{"speaker":', json_scalar(session_participants_2.speaker), ',"kind":', case session_participants_2.kind when 'ai_persona' then '"AI_PERSONA"' when 'coach' then '"COACH"' when 'observer' then '"OBSERVER"' when 'trainee' then '"TRAINEE"' else 'null' end, ',"displayName":', json_scalar(session_participants_2.display_name), '}') as value
        from (
            select session_participants_2.speaker, session_participants_2.id, session_participants_2.kind, session_participants_2.display_name
            from training.session_participants as session_participants_2
            where session_participants_2.session_id = sessions_1.id
            order by session_participants_2.speaker, session_participants_2.id
            limit 101
        ) as session_participants_2
        order by session_participants_2.speaker, session_participants_2.id
    ) as item_3
) as session_participants_json_4 on true
where sessions_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8003-00000000029b" as uuid
