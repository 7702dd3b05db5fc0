-- This plan depends on values: it serves this request only.
-- trainingSessions
select
    sessions_1.started_at,
    session_analytics_3.overall_score,
    session_analytics_3.session_id is not null
from (
    (
        select sessions_1.id, sessions_1.started_at
        from training.sessions as sessions_1
        left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
        where session_analytics_2.overall_score is not null
        order by session_analytics_2.overall_score desc, sessions_1.started_at, sessions_1.id
        limit 2
    )
    union all
    (
        select sessions_1.id, sessions_1.started_at
        from training.sessions as sessions_1
        left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
        where session_analytics_2.overall_score is null and sessions_1.started_at > $1::timestamptz
        order by session_analytics_2.overall_score desc, sessions_1.started_at, sessions_1.id
        limit 2
    )
    union all
    (
        select sessions_1.id, sessions_1.started_at
        from training.sessions as sessions_1
        left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
        where session_analytics_2.overall_score is null and sessions_1.started_at = $1::timestamptz and sessions_1.id > $2::uuid
        order by session_analytics_2.overall_score desc, sessions_1.started_at, sessions_1.id
        limit 2
    )
) as sessions_1
left join training.session_analytics as session_analytics_2 on session_analytics_2.session_id = sessions_1.id
left join training.session_analytics as session_analytics_3 on session_analytics_3.session_id = sessions_1.id
order by session_analytics_2.overall_score desc, sessions_1.started_at, sessions_1.id
limit 2;
-- $1: key 2 of 3 of the cursor $after
-- $2: key 3 of 3 of the cursor $after
