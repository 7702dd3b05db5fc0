-- trainingSessions
select
    trainees_4.team,
    trainees_4.id is not null,
    session_analytics_5.overall_score,
    session_analytics_5.session_id is not null
from (
    select sessions_1.started_at, sessions_1.id, sessions_1.trainee_id
    from training.sessions as sessions_1
    where exists (select from training.trainees as trainees_2 where trainees_2.id = sessions_1.trainee_id and trainees_2.team = $1::text) and exists (select from training.session_analytics as session_analytics_3 where session_analytics_3.session_id = sessions_1.id and session_analytics_3.overall_score >= $2::int4)
    order by sessions_1.started_at desc, sessions_1.id desc
    limit 2
) as sessions_1
left join training.trainees as trainees_4 on trainees_4.id = sessions_1.trainee_id
left join training.session_analytics as session_analytics_5 on session_analytics_5.session_id = sessions_1.id
order by sessions_1.started_at desc, sessions_1.id desc;
-- $1: "Hamburg"
-- $2: 85 as an integer of 32 bits
