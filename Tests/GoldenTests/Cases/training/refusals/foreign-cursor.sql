-- trainees
select
    trainees_1.id
from (
    select trainees_1.id
    from training.trainees as trainees_1
    where trainees_1.id > $1::uuid
    order by trainees_1.id
    limit 1
) as trainees_1
order by trainees_1.id;
-- $1: key 1 of 1 of the cursor "bm8gY3Vyc29yIG9mIG91cnMsIGJ1dCBsb25nIGVub3VnaA"
