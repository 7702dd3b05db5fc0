-- trainees
select
    
from (
    select trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 2
) as trainees_1
order by trainees_1.id;
