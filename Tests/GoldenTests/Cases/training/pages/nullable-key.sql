-- trainingSessions
select
    total.count,
    sessions_1.started_at,
    session_analytics_4.overall_score,
    session_analytics_4.session_id is not null,
    session_analytics_2.overall_score,
    sessions_1.id,
    sessions_1 is distinct from null
from (select (select count(*) from training.sessions as sessions_3) as count) as total
left join (
    select sessions_1.id, sessions_1.started_at
    from training.sessions as sessions_1
    left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
    order by session_analytics_2.overall_score desc, sessions_1.started_at, sessions_1.id
    limit 3
) as sessions_1 on true
left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
left join training.session_analytics as session_analytics_4 on session_analytics_4.session_id = sessions_1.id
order by session_analytics_2.overall_score desc, sessions_1.started_at, sessions_1.id;
