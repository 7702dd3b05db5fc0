-- upsertTrainee, statement 1
with written as (
    insert into training.trainees as trainees_1 (email, full_name, team)
    values
        ($1::text, $2::text, null)
    on conflict (tenant_id, email) do update set
        full_name = $3::text,
        team = null,
        version = trainees_1.version + 1
    returning
        true as value_1,
        trainees_1.id as value_2,
        trainees_1.version as value_3
)
select
    (select count(*) from written) as affected,
    written.value_1,
    written.value_2,
    written.value_3
from (select) as one
left join written on true;
-- $1: "a@example.test"
-- $2: "A"
-- $3: "A"
