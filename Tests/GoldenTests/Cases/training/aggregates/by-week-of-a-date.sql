-- sessionAnalyticsAggregate
select
    date_trunc('week', session_analytics_1.session_date::timestamp)::date,
    count(*),
    avg(session_analytics_1.overall_score)::float8
from training.session_analytics as session_analytics_1
group by 1
order by 1
limit 4;
