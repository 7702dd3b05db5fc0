-- some
select
    jobs_2.number,
    jobs_2.state
from workshop.find_jobs(query => $1::text, states => $2::text[]) with ordinality as find_jobs_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = find_jobs_1.tenant_id and jobs_2.id = find_jobs_1.id
order by find_jobs_1.ordinality
limit 501;
-- $1: "door"
-- $2: [$state, OPEN] as an array, each item as stored

-- all
select
    jobs_2.number
from workshop.find_jobs(query => $1::text) with ordinality as find_jobs_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = find_jobs_1.tenant_id and jobs_2.id = find_jobs_1.id
order by find_jobs_1.ordinality
limit 501;
-- $1: "door"

-- none
select
    jobs_2.number
from workshop.find_jobs(query => $1::text, states => $2::text[]) with ordinality as find_jobs_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = find_jobs_1.tenant_id and jobs_2.id = find_jobs_1.id
order by find_jobs_1.ordinality
limit 501;
-- $1: "door"
-- $2: [] as an array, each item as stored
