-- createTrainingSessions, statement 1
with written as (
    insert into training.sessions as sessions_1 (title, trainee_id, status)
    values
        ($1::text, $2::uuid, default),
        ($3::text, $2::uuid, $4::text)
    returning sessions_1.id
)
select
    count(*) as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: $title
-- $2: $trainee as uuid
-- $3: "two"
-- $4: COMPLETED as stored

-- createTrainingSessions, statement 2
select
    sessions_2.id is not null,
    sessions_2.id,
    sessions_2.title
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (id uuid))
    with ordinality as written_1 (id, written_position)
left join training.sessions as sessions_2 on sessions_2.id = written_1.id
order by written_1.written_position;
