-- bestCustomer
select
    customers_2.name,
    customers_2.id is not null,
    best_customer_1.job_count,
    case when best_customer_1.states is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(case item.value when 'finished' then '"DONE"' when 'in_work' then '"IN_WORK"' when 'open' then '"OPEN"' else E'\x01' end) end, ',' order by item.position) from unnest(best_customer_1.states) with ordinality as item (value, position)), ']') end
from workshop.best_customer() as best_customer_1
left join workshop.customers as customers_2 on customers_2.id = best_customer_1.customer_id
where not (best_customer_1 is null)
limit 2;
