-- upsertTrainee, statement 1
with written as (
    insert into training.trainees as trainees_1 (email, full_name, team)
    values
        ($1::text, $2::text, null)
    on conflict (tenant_id, email) do update set
        full_name = $3::text,
        team = null,
        version = trainees_1.version + 1
    returning trainees_1.id
)
select
    count(*) as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "a@example.test"
-- $2: "A"
-- $3: "A"

-- upsertTrainee, statement 2
select
    true,
    trainees_1.id,
    trainees_1.version
from training.trainees as trainees_1
where trainees_1.id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::uuid;
