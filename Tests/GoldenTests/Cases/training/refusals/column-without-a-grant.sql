-- trainees
select
    trainees_1.id,
    trainees_1.pseudonym,
    trainees_1.full_name
from (
    select trainees_1.id, trainees_1.pseudonym, trainees_1.full_name
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 1
) as trainees_1
order by trainees_1.id;
