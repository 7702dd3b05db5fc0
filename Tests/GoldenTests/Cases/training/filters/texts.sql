-- trainees
select
    trainees_1.full_name,
    trainees_1.email
from (
    select trainees_1.id, trainees_1.full_name, trainees_1.email
    from training.trainees as trainees_1
    where starts_with(trainees_1.email, $1::text) and trainees_1.email is not null and trainees_1.full_name <> $2::text and trainees_1.full_name <> all ($3::text[]) and trainees_1.full_name < $4::text and trainees_1.full_name <= $5::text and trainees_1.full_name > $6::text and trainees_1.full_name >= $7::text and trainees_1.full_name like $8::text and trainees_1.full_name ilike $9::text
    order by trainees_1.id
    limit 5
) as trainees_1
order by trainees_1.id;
-- $1: "l"
-- $2: "Nobody"
-- $3: ["X"] as an array
-- $4: "Z"
-- $5: "Y"
-- $6: "B"
-- $7: "A"
-- $8: "% %"
-- $9: "%E%"
