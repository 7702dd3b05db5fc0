-- createTrainingSessions, statement 1
with written as (
    insert into training.sessions as sessions_1 (title, trainee_id, status)
    values
        ($1::text, $2::uuid, default),
        ($3::text, $2::uuid, $4::text)
    returning
        true as value_1,
        sessions_1.id as value_2,
        sessions_1.title as value_3
)
select
    (select count(*) from written) as affected,
    written.value_1,
    written.value_2,
    written.value_3
from (select) as one
left join written on true;
-- $1: $title
-- $2: $trainee as uuid
-- $3: "two"
-- $4: COMPLETED as stored
