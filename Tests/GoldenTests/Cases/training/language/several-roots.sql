-- second
select
    sessions_1.id
from training.sessions as sessions_1
where sessions_1.id = $1::uuid
limit 2;
-- $1: $id as uuid

-- trainees
select
    total.count
from (select (select count(*) from training.trainees as trainees_2) as count) as total;
