-- jobsByKey
select
    jobs_2.number,
    jobs_2.title
from workshop.job_keys(lowest => $1::int4) with ordinality as job_keys_1 (ordinality, id, ordinality_)
join workshop.jobs as jobs_2 on jobs_2.id = job_keys_1.id
order by job_keys_1.ordinality_
limit 501;
-- $1: 2 as an integer of 32 bits
