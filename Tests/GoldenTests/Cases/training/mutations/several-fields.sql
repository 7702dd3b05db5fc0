-- first, statement 1
with written as (
    update training.trainees as trainees_1 set
        team = $1::text,
        version = trainees_1.version + 1
    where trainees_1.id = $2::uuid
    returning true
)
select
    (case
        when count(*) = 1 then count(*)::text
        else 'palisade:not_found'
    end)::integer as affected
from written;
-- $1: "North"
-- $2: "00000000-0000-4000-8000-000000000001" as uuid

-- second, statement 1
with chosen as (
    select trainees_1.id
    from training.trainees as trainees_1
    where trainees_1.team = $1::text
    limit 11
), written as (
    update training.trainees as trainees_2 set
        is_active = $2::bool,
        version = trainees_2.version + 1
    from chosen
    where trainees_2.id = chosen.id and trainees_2.team = $3::text
    returning trainees_2.id
)
select
    (case
        when count(*) <= 10 then count(*)::text
        else 'palisade:too_many_rows'
    end)::integer as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "North"
-- $2: false
-- $3: "North"

-- second, statement 2
select
    trainees_2.id is not null,
    trainees_2.full_name,
    trainees_2.team
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (id uuid))
    with ordinality as written_1 (id, written_position)
left join training.trainees as trainees_2 on trainees_2.id = written_1.id
order by written_1.written_position;
