-- sessionAnalyticsAggregate
select
    trainees_2.team,
    count(*),
    avg(session_analytics_1.overall_score)::float8,
    avg(session_analytics_1.sentiment_score),
    max(session_analytics_1.overall_score)
from training.session_analytics as session_analytics_1
left join training.trainees as trainees_2 on trainees_2.id = session_analytics_1.trainee_id
group by 1
order by 1
limit 10001;
