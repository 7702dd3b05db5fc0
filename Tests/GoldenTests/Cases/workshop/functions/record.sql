-- customerRanks
select
    customer_ranks_1.job_count,
    customer_ranks_1.hours,
    customer_ranks_1.last_at,
    case when customer_ranks_1.states is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(case item.value when 'finished' then '"DONE"' when 'in_work' then '"IN_WORK"' when 'open' then '"OPEN"' else E'\x01' end) end, ',' order by item.position) from unnest(customer_ranks_1.states) with ordinality as item (value, position)), ']') end,
    customers_2.name,
    customers_2.id is not null
from workshop.customer_ranks(since => $1::timestamptz) with ordinality as customer_ranks_1
left join workshop.customers as customers_2 on customers_2.id = customer_ranks_1.customer_id
order by customer_ranks_1.ordinality
limit 11;
-- $1: $since
