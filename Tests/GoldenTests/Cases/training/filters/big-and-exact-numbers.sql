-- trainingSessions
select
    sessions_1.minute_cost,
    sessions_1.audio_file_size
from (
    select sessions_1.id, sessions_1.minute_cost, sessions_1.audio_file_size
    from training.sessions as sessions_1
    where sessions_1.audio_file_size <> $1::int8 and sessions_1.audio_file_size = any ($2::int8[]) and sessions_1.minute_cost < $3::numeric and sessions_1.minute_cost >= $4::numeric
    order by sessions_1.id
    limit 2
) as sessions_1
order by sessions_1.id;
-- $1: 9007199254740993 as an integer of 64 bits
-- $2: [5120000, 9007199254740993] as an array, each item as an integer of 64 bits
-- $3: 9007199254740993.1
-- $4: 2.0000

-- any
select
    sessions_1.minute_cost,
    sessions_1.audio_file_size
from (
    select sessions_1.id, sessions_1.minute_cost, sessions_1.audio_file_size
    from training.sessions as sessions_1
    where sessions_1.audio_file_size < $1::int8
    order by sessions_1.id
    limit 1
) as sessions_1
order by sessions_1.id;
-- $1: 9007199254740993 as an integer of 64 bits
