-- createTrainingSession, statement 1
with written as (
    insert into training.sessions as sessions_1 (title, status, audio_quality, trainee_id)
    values
        ($1::text, $2::text, $3::jsonb, $4::uuid)
    returning sessions_1.id
)
select
    count(*) as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "Cold call"
-- $2: ACTIVE as stored
-- $3: {bitrate: 64} as JSON
-- $4: "00000000-0000-4000-8000-000000000001" as uuid

-- createTrainingSession, statement 2
select
    true,
    sessions_1.id,
    sessions_1.title,
    sessions_1.status,
    trainees_2.full_name,
    trainees_2.id is not null,
    session_participants_json_5.value,
    session_participants_json_5.is_faulty
from training.sessions as sessions_1
left join training.trainees as trainees_2 on trainees_2.id = sessions_1.trainee_id
left join lateral (
    select concat('[', string_agg(item_4.value, ','), ']') as value,
        count(*) > 100 as is_faulty
    from (
        select concat('{"speaker":', json_scalar(session_participants_3.speaker), '}') as value
        from (
            select session_participants_3.id, session_participants_3.speaker
            from training.session_participants as session_participants_3
            where session_participants_3.session_id = sessions_1.id
            order by session_participants_3.id
            limit 101
        ) as session_participants_3
        order by session_participants_3.id
    ) as item_4
) as session_participants_json_5 on true
where sessions_1.id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid;
