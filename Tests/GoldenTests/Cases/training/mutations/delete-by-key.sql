-- deleteTrainingSession, statement 1
with deleted as (
    delete from training.sessions as sessions_1
    where sessions_1.id = $1::uuid and sessions_1.version = $2::int4
    returning sessions_1.id
), outcome as (
    select
        set_config('palisade.deleted', (case
            when count(*) = 1 then '1'
            when exists (select from training.sessions as sessions_2 where sessions_2.id = $3::uuid and sessions_2.version is distinct from $4::int4) then 'palisade:version_conflict'
            else '0'
        end), true)::integer as affected
    from deleted
)
select
    outcome.affected,
    sessions_3.id is not null,
    sessions_3.title,
    session_participants_json_6.value,
    session_participants_json_6.is_faulty
from outcome
left join deleted on true
left join training.sessions as sessions_3 on sessions_3.id = deleted.id
left join lateral (
    select concat('[', string_agg(item_5.value, ','), ']') as value,
        count(*) > 100 as is_faulty
    from (
        select concat('{"speaker":', json_scalar(session_participants_4.speaker), '}') as value
        from (
            select session_participants_4.id, session_participants_4.speaker
            from training.session_participants as session_participants_4
            where session_participants_4.session_id = sessions_3.id
            order by session_participants_4.id
            limit 101
        ) as session_participants_4
        order by session_participants_4.id
    ) as item_5
) as session_participants_json_6 on true;
-- $1: "00000000-0000-4000-8000-000000000001" as uuid
-- $2: 3 as an integer of 32 bits
-- $3: "00000000-0000-4000-8000-000000000001" as uuid
-- $4: 3 as an integer of 32 bits

-- deleteTrainingSession, statement 2
select
    (case
        when current_setting('palisade.deleted', true) is distinct from '0' then '1'
        when exists (select from training.sessions as sessions_1 where sessions_1.id = $1::uuid and sessions_1.version is distinct from $2::int4) then 'palisade:version_conflict'
        else 'palisade:not_found'
    end)::integer as affected;
-- $1: "00000000-0000-4000-8000-000000000001" as uuid
-- $2: 3 as an integer of 32 bits
