-- none
select
    total.count,
    sessions_1.id,
    sessions_1 is distinct from null
from (select (select count(*) from training.sessions as sessions_2 where sessions_2.title = $1::text) as count) as total
left join (
    select sessions_1.id
    from training.sessions as sessions_1
    where sessions_1.title = $2::text
    order by sessions_1.id
    limit 50
) as sessions_1 on true
order by sessions_1.id;
-- $1: "no such title"
-- $2: "no such title"

-- unscored
select
    session_analytics_1.overall_score
from (
    select session_analytics_1.overall_score, session_analytics_1.id
    from training.session_analytics as session_analytics_1
    order by session_analytics_1.overall_score nulls first, session_analytics_1.id
    limit 1
) as session_analytics_1
order by session_analytics_1.overall_score nulls first, session_analytics_1.id;
