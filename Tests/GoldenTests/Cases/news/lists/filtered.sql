-- published
select
    total.count,
    articles_6.id is not null,
    articles_6.title,
    case when articles_6.tags is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(articles_6.tags) with ordinality as item (value, position)), ']') end,
    photos_7.id is not null,
    photos_7.caption,
    case when photos_7.tags is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(photos_7.tags) with ordinality as item (value, position)), ']') end,
    published_1 is distinct from null
from (select (select count(*) from news.articles as articles_4 where ((starts_with(articles_4.title, $1::text)) or (articles_4.tags && $2::text[])) and articles_4.rank <= $3::int4) + (select count(*) from news.photos as photos_5 where ((starts_with(photos_5.caption, $1::text)) or (photos_5.tags && $2::text[])) and photos_5.rank <= $4::int2) as count) as total
left join (
    (
        select 'Article' collate "C" as type, articles_2.title as order_1, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where ((starts_with(articles_2.title, $1::text)) or (articles_2.tags && $2::text[])) and articles_2.rank <= $5::int4
        order by articles_2.title, articles_2.id
        limit 10
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.caption as order_1, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        where ((starts_with(photos_3.caption, $1::text)) or (photos_3.tags && $2::text[])) and photos_3.rank <= $6::int2
        order by photos_3.caption, photos_3.id
        limit 10
    )
    order by order_1, type, key_1, key_2
    limit 10
) as published_1 on true
left join news.articles as articles_6 on articles_6.id = published_1.key_1
left join news.photos as photos_7 on photos_7.id = published_1.key_2
order by published_1.order_1, published_1.type, published_1.key_1, published_1.key_2;
-- $1: $title
-- $2: $tags as an array
-- $3: 1 as an integer of 32 bits
-- $4: 1 as an integer of 16 bits
-- $5: 1 as an integer of 32 bits
-- $6: 1 as an integer of 16 bits
