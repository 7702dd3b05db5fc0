-- trainees
select
    trainees_1.email,
    sessions_figures_3.count,
    sessions_figures_3.count_2,
    sessions_figures_3.max_started_at,
    session_analytics_figures_5.count,
    session_analytics_figures_5.avg_overall_score
from (
    select trainees_1.email, trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.email, trainees_1.id
    limit 3
) as trainees_1
left join lateral (
    select
        count(*) as count,
        count(*) filter (where sessions_2.status = $1::text) as count_2,
        max(sessions_2.started_at) as max_started_at
    from training.sessions as sessions_2
    where sessions_2.trainee_id = trainees_1.id
) as sessions_figures_3 on true
left join lateral (
    select
        count(*) as count,
        avg(session_analytics_4.overall_score)::float8 as avg_overall_score
    from training.session_analytics as session_analytics_4
    where session_analytics_4.trainee_id = trainees_1.id
        and session_analytics_4.overall_score >= $2::int4
) as session_analytics_figures_5 on true
order by trainees_1.email, trainees_1.id;
-- $1: ARCHIVED as stored
-- $2: 50 as an integer of 32 bits
