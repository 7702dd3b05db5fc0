-- trainees
select
    trainees_1.full_name,
    trainees_1.team,
    trainees_1.language
from (
    select trainees_1.id, trainees_1.full_name, trainees_1.team, trainees_1.language
    from training.trainees as trainees_1
    where ((trainees_1.team = $1::text and trainees_1.is_active = $2::bool) or ((trainees_1.team is null) and (not (trainees_1.language = $3::text)))) and not (((starts_with(trainees_1.full_name, $4::text)) or (starts_with(trainees_1.full_name, $5::text))))
    order by trainees_1.id
    limit 3
) as trainees_1
order by trainees_1.id;
-- $1: "Hamburg"
-- $2: true
-- $3: "de-DE"
-- $4: "A"
-- $5: "T"
