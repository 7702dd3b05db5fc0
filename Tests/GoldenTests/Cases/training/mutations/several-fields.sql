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
    returning
        true as value_1,
        trainees_2.full_name as value_2,
        trainees_2.team as value_3
)
select
    (select (case
        when count(*) <= 10 and (select count(*) from chosen) <= 10 then count(*)::text
        else 'palisade:too_many_rows'
    end)::integer from written) as affected,
    written.value_1,
    written.value_2,
    written.value_3
from (select) as one
left join written on true;
-- $1: "North"
-- $2: false
-- $3: "North"
