-- open
select
    job_count_1.value
from workshop.job_count() as job_count_1 (value);

-- all
select
    job_count_1.value
from workshop.job_count(state => null::text) as job_count_1 (value);

-- done
select
    job_count_1.value
from workshop.job_count(state => $1::text) as job_count_1 (value);
-- $1: DONE as stored

-- allTags
select
    all_tags_1.value
from workshop.all_tags() with ordinality as all_tags_1 (value, position)
order by all_tags_1.position
limit 501;

-- tagArray
select
    case when tag_array_1.value is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(tag_array_1.value) with ordinality as item (value, position)), ']') end
from workshop.tag_array(job => $1::int4) as tag_array_1 (value);
-- $1: 2 as an integer of 32 bits

-- none
select
    case when tag_array_1.value is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(tag_array_1.value) with ordinality as item (value, position)), ']') end
from workshop.tag_array(job => $1::int4) as tag_array_1 (value);
-- $1: 99 as an integer of 32 bits
