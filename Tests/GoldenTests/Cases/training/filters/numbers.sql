-- sessionAnalyticsList
select
    session_analytics_1.overall_score,
    session_analytics_1.talk_time_ratio
from (
    select session_analytics_1.overall_score, session_analytics_1.id, session_analytics_1.talk_time_ratio
    from training.session_analytics as session_analytics_1
    where session_analytics_1.overall_score <> $1::int4 and session_analytics_1.overall_score = any ($2::int4[]) and session_analytics_1.overall_score <> all ($3::int4[]) and session_analytics_1.overall_score < $4::int4 and session_analytics_1.overall_score >= $5::int4 and session_analytics_1.talk_time_ratio <= $6::float8 and session_analytics_1.talk_time_ratio > $7::float8
    order by session_analytics_1.overall_score desc, session_analytics_1.id desc
    limit 3
) as session_analytics_1
order by session_analytics_1.overall_score desc, session_analytics_1.id desc;
-- $1: 75 as an integer of 32 bits
-- $2: [61, 62, 63, 88] as an array, each item as an integer of 32 bits
-- $3: [62] as an array, each item as an integer of 32 bits
-- $4: 90 as an integer of 32 bits
-- $5: 60 as an integer of 32 bits
-- $6: 0.9
-- $7: 0.3
