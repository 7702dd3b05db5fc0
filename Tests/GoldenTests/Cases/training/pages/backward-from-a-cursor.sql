-- trainees
select
    trainees_1.full_name
from (
    select trainees_1.full_name, trainees_1.id
    from training.trainees as trainees_1
    where (trainees_1.full_name, trainees_1.id) < ($1::text, $2::uuid)
    order by trainees_1.full_name desc, trainees_1.id desc
    limit 2
) as trainees_1
order by trainees_1.full_name desc, trainees_1.id desc;
-- $1: key 1 of 2 of the cursor $before
-- $2: key 2 of 2 of the cursor $before
