-- trainingSessions
select
    total.count
from (select (select count(*) from training.sessions as sessions_2 where sessions_2.status = $1::text) as count) as total;
-- $1: ANALYZED as stored
