-- latestJobs
select
    jobs_2.number,
    jobs_2.title
from unnest(workshop.latest_jobs()) with ordinality as latest_jobs_1
join workshop.jobs as jobs_2 on jobs_2.tenant_id = latest_jobs_1.tenant_id and jobs_2.id = latest_jobs_1.id
order by latest_jobs_1.ordinality
limit 501;
