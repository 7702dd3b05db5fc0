-- joined
select
    joined_1.value
from workshop.joined(variadic parts => $1::text[]) as joined_1 (value);
-- $1: ["a", "b",}c"] as an array

-- localTime
select
    local_time_1.value
from workshop.local_time(at => ($1::timestamptz at time zone 'UTC')::timestamp) as local_time_1 (value);
-- $1: "2026-03-01T09:30:00+01:00"

-- later
select
    local_time_1.value
from workshop.local_time(at => ($1::timestamptz at time zone 'UTC')::timestamp, others => coalesce((select array_agg(item at time zone 'UTC') from unnest($2::timestamptz[]) as item), '{}')::timestamp[]) as local_time_1 (value);
-- $1: "2026-03-01T09:30:00+01:00"
-- $2: ["2026-03-01T12:00:00Z"] as an array

-- ping
select
from workshop.ping() as ping_1;
