-- in
select
    total.count
from (select (select count(*) from training.trainees as trainees_2 where trainees_2.team = any ($1::text[])) as count) as total;
-- $1: [] as an array

-- notIn
select
    total.count
from (select (select count(*) from training.trainees as trainees_2 where trainees_2.full_name <> all ($1::text[])) as count) as total;
-- $1: [] as an array

-- or
select
    total.count
from (select (select count(*) from training.trainees as trainees_2 where false) as count) as total;

-- and
select
    total.count
from (select (select count(*) from training.trainees as trainees_2) as count) as total;

-- not
select
    total.count
from (select (select count(*) from training.trainees as trainees_2 where false) as count) as total;

-- orOfEverything
select
    total.count
from (select (select count(*) from training.trainees as trainees_2) as count) as total;
-- not bound: "none"
-- not bound: "none"
