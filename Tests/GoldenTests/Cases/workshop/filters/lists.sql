-- contains
select
    jobs_1.number
from (
    select jobs_1.id, jobs_1.number
    from workshop.jobs as jobs_1
    where jobs_1.tags @> $1::text[]
    order by jobs_1.id
    limit 50
) as jobs_1
order by jobs_1.id;
-- $1: $tags as an array

-- containedBy
select
    jobs_1.number
from (
    select jobs_1.id, jobs_1.number
    from workshop.jobs as jobs_1
    where jobs_1.tags <@ $1::text[]
    order by jobs_1.id
    limit 50
) as jobs_1
order by jobs_1.id;
-- $1: ["door", "gear"] as an array

-- overlaps
select
    jobs_1.number
from (
    select jobs_1.id, jobs_1.number
    from workshop.jobs as jobs_1
    where jobs_1.tags && $1::text[]
    order by jobs_1.id
    limit 50
) as jobs_1
order by jobs_1.id;
-- $1: ["gear", "paint"] as an array

-- equal
select
    jobs_1.number
from (
    select jobs_1.id, jobs_1.number
    from workshop.jobs as jobs_1
    where jobs_1.tags = $1::text[]
    order by jobs_1.id
    limit 50
) as jobs_1
order by jobs_1.id;
-- $1: ["door", "paint"] as an array

-- empty
select
    jobs_1.number
from (
    select jobs_1.id, jobs_1.number
    from workshop.jobs as jobs_1
    where cardinality(jobs_1.tags) = 0
    order by jobs_1.id
    limit 50
) as jobs_1
order by jobs_1.id;

-- filled
select
    total.count
from (select (select count(*) from workshop.jobs as jobs_2 where cardinality(jobs_2.tags) > 0 and jobs_2.tags is not null) as count) as total;
