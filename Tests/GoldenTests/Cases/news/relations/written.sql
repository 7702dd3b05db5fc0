-- createRemark, statement 1
with written as (
    insert into news.remarks as remarks_1 (text, about_type, about_id, tenant_id)
    values
        ($1::text, $2::text, $3::uuid, palisade.tenant_id())
    returning remarks_1.id
)
select
    count(*) as affected,
    set_config('palisade.written_1', coalesce(json_agg(written), '[]')::text, true) as kept
from written;
-- $1: "New"
-- $2: "person"
-- $3: "c0000001-0000-4000-8001-000000000002" as uuid

-- createRemark, statement 2
select
    true,
    remarks_1.text,
    articles_2.id is not null,
    authors_3.id is not null,
    authors_3.name
from news.remarks as remarks_1
left join news.articles as articles_2 on remarks_1.about_type = 'article' and articles_2.id = remarks_1.about_id
left join news.authors as authors_3 on remarks_1.about_type = 'person' and authors_3.id = remarks_1.about_id
where remarks_1.id = (current_setting('palisade.written_1', true)::json -> 0 ->> 'id')::int4;
