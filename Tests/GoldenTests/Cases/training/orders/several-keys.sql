-- trainees
select
    trainees_1.team,
    trainees_1.hired_on
from (
    select trainees_1.team, trainees_1.hired_on, trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.team nulls first, trainees_1.hired_on desc nulls last, trainees_1.id desc
    limit 3
) as trainees_1
order by trainees_1.team nulls first, trainees_1.hired_on desc nulls last, trainees_1.id desc;
