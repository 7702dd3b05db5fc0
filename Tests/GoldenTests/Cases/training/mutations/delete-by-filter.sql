-- deleteTrainingSessions, statement 1
with chosen as (
    select sessions_1.id
    from training.sessions as sessions_1
    where sessions_1.started_at < $1::timestamptz
    limit 101
), deleted as (
    delete from training.sessions as sessions_2
    using chosen
    where sessions_2.id = chosen.id and sessions_2.started_at < $2::timestamptz
    returning sessions_2.id
), outcome as (
    select
        (case
            when count(*) <= 100 and (select count(*) from chosen) <= 100 then count(*)::text
            else 'palisade:too_many_rows'
        end)::integer as affected
    from deleted
)
select
    outcome.affected,
    sessions_3.id is not null,
    sessions_3.id,
    sessions_3.title
from outcome
left join deleted on true
left join training.sessions as sessions_3 on sessions_3.id = deleted.id
order by sessions_3.id;
-- $1: "2020-01-01T00:00:00Z"
-- $2: "2020-01-01T00:00:00Z"
