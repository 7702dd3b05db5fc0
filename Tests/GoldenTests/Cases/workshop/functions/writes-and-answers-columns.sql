-- a, statement 1
select
    set_config('palisade.written_1', coalesce(json_agg(written_2), '[]')::text, true)
from (
    select rank_after_closing_1.customer_id, rank_after_closing_1.job_count, rank_after_closing_1.hours, rank_after_closing_1.last_at, rank_after_closing_1.states
    from workshop.rank_after_closing(number => $1::int4) as rank_after_closing_1
) as written_2;
-- $1: 1 as an integer of 32 bits

-- a, statement 2
select
    rank_after_closing_1.job_count,
    case when rank_after_closing_1.states is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(case item.value when 'finished' then '"DONE"' when 'in_work' then '"IN_WORK"' when 'open' then '"OPEN"' else E'\x01' end) end, ',' order by item.position) from unnest(rank_after_closing_1.states) with ordinality as item (value, position)), ']') end,
    customers_2.name,
    customers_2.id is not null
from rows from (json_to_recordset(current_setting('palisade.written_1', true)::json) as (customer_id uuid, job_count int8, hours numeric, last_at timestamptz, states text[]))
    with ordinality as rank_after_closing_1 (customer_id, job_count, hours, last_at, states, written_position)
left join workshop.customers as customers_2 on customers_2.id = rank_after_closing_1.customer_id
limit 2;

-- b, statement 1
select
    case when rank_after_closing_1.states is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(case item.value when 'finished' then '"DONE"' when 'in_work' then '"IN_WORK"' when 'open' then '"OPEN"' else E'\x01' end) end, ',' order by item.position) from unnest(rank_after_closing_1.states) with ordinality as item (value, position)), ']') end
from workshop.rank_after_closing(number => $1::int4) as rank_after_closing_1
limit 2;
-- $1: 2 as an integer of 32 bits

-- complain, statement 1
select
from workshop.forget(number => $1::int4) as forget_1;
-- $1: 99 as an integer of 32 bits
