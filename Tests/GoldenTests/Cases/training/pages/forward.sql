-- trainees
select
    trainees_1.full_name,
    total.count,
    trainees_1.id,
    trainees_1 is distinct from null
from (select (select count(*) from training.trainees as trainees_2) as count) as total
left join (
    select trainees_1.full_name, trainees_1.id
    from training.trainees as trainees_1
    order by trainees_1.full_name, trainees_1.id
    limit 5
) as trainees_1 on true
order by trainees_1.full_name, trainees_1.id;
