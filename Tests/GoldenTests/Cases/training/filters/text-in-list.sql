-- trainees
select
    trainees_1.full_name,
    trainees_1.team,
    total.count,
    trainees_1 is distinct from null
from (select (select count(*) from training.trainees as trainees_2 where trainees_2.team = any ($1::text[])) as count) as total
left join (
    select trainees_1.id, trainees_1.full_name, trainees_1.team
    from training.trainees as trainees_1
    where trainees_1.team = any ($1::text[])
    order by trainees_1.id
    limit 3
) as trainees_1 on true
order by trainees_1.id;
-- $1: $teams as an array
