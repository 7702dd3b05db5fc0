-- trainingSessions
select
    sessions_1.status,
    sessions_1.processing_status,
    total.count,
    sessions_1 is distinct from null
from (select (select count(*) from training.sessions as sessions_2 where sessions_2.status <> $1::text and sessions_2.status = any ($2::text[]) and sessions_2.status <> all ($3::text[]) and sessions_2.processing_status = $4::text) as count) as total
left join (
    select sessions_1.id, sessions_1.status, sessions_1.processing_status
    from training.sessions as sessions_1
    where sessions_1.status <> $5::text and sessions_1.status = any ($6::text[]) and sessions_1.status <> all ($7::text[]) and sessions_1.processing_status = $8::text
    order by sessions_1.id
    limit 3
) as sessions_1 on true
order by sessions_1.id;
-- $1: ANALYZED as stored
-- $2: [ACTIVE, COMPLETED] as an array, each item as stored
-- $3: [ARCHIVED] as an array, each item as stored
-- $4: PENDING as stored
-- $5: ANALYZED as stored
-- $6: [ACTIVE, COMPLETED] as an array, each item as stored
-- $7: [ARCHIVED] as an array, each item as stored
-- $8: PENDING as stored
