-- trainees
select
    trainees_1.full_name
from (
    select trainees_1.full_name, trainees_1.id
    from training.trainees as trainees_1
    where (trainees_1.full_name, trainees_1.id) < ($1::text, $2::uuid)
        and (trainees_1.full_name, trainees_1.id) > ($3::text, $4::uuid)
    order by trainees_1.full_name, trainees_1.id
    limit 5
) as trainees_1
order by trainees_1.full_name, trainees_1.id;
-- $1: key 1 of 2 of the cursor $before
-- $2: key 2 of 2 of the cursor $before
-- $3: key 1 of 2 of the cursor $after
-- $4: key 2 of 2 of the cursor $after
