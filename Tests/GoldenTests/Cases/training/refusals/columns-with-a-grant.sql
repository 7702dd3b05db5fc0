-- trainees
select
    trainees_1.id,
    trainees_1.pseudonym
from (
    select trainees_1.id, trainees_1.pseudonym
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 3
) as trainees_1
order by trainees_1.id;
