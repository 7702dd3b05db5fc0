-- trainees
select
    trainees_1.id,
    total.count,
    trainees_1 is distinct from null
from (select (select count(*) from training.trainees as trainees_2) as count) as total
left join (
    select trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.id
    limit 1
) as trainees_1 on true
order by trainees_1.id;
