-- trainee
select
    trainees_1.id
from training.trainees as trainees_1
where trainees_1.id = $1::uuid
limit 2;
-- $1: "42" as uuid
