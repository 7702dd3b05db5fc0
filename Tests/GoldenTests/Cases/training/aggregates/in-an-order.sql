-- trainees
select
    trainees_1.email,
    sessions_figures_7.count,
    sessions_figures_3.count,
    session_analytics_figures_5.avg_overall_score,
    trainees_1.id
from (
    select trainees_1.id, trainees_1.email
    from training.trainees as trainees_1
    left join lateral (
        select count(*) as count
        from training.sessions as sessions_2
        where sessions_2.trainee_id = trainees_1.id
    ) as sessions_figures_3 on true
    left join lateral (
        select avg(session_analytics_4.overall_score)::float8 as avg_overall_score
        from training.session_analytics as session_analytics_4
        where session_analytics_4.trainee_id = trainees_1.id
    ) as session_analytics_figures_5 on true
    order by sessions_figures_3.count desc, session_analytics_figures_5.avg_overall_score, trainees_1.id
    limit 3
) as trainees_1
left join lateral (
    select count(*) as count
    from training.sessions as sessions_2
    where sessions_2.trainee_id = trainees_1.id
) as sessions_figures_3 on true
left join lateral (
    select avg(session_analytics_4.overall_score)::float8 as avg_overall_score
    from training.session_analytics as session_analytics_4
    where session_analytics_4.trainee_id = trainees_1.id
) as session_analytics_figures_5 on true
left join lateral (
    select
        count(*) as count
    from training.sessions as sessions_6
    where sessions_6.trainee_id = trainees_1.id
) as sessions_figures_7 on true
order by sessions_figures_3.count desc, session_analytics_figures_5.avg_overall_score, trainees_1.id;
