-- found
select
    jobs_2.title,
    customers_3.name,
    customers_3.id is not null
from workshop.job_by_number(number => $1::int4) as job_by_number_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = job_by_number_1.tenant_id and jobs_2.id = job_by_number_1.id
left join workshop.customers as customers_3 on customers_3.id = jobs_2.customer_id
limit 2;
-- $1: 2 as an integer of 32 bits

-- missing
select
    jobs_2.title
from workshop.job_by_number(number => $1::int4) as job_by_number_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = job_by_number_1.tenant_id and jobs_2.id = job_by_number_1.id
limit 2;
-- $1: 99 as an integer of 32 bits
