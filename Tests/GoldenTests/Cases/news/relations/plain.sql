-- authors
select
    authors_1.name,
    published_json_8.value,
    published_json_8.is_faulty
from (
    select authors_1.id, authors_1.name
    from news.authors as authors_1
    order by authors_1.id
    limit 50
) as authors_1
left join lateral (
    select concat('[', string_agg(item_7.value, ','), ']') as value,
        coalesce(bool_or(item_7.is_faulty), false) or count(*) > 2 as is_faulty
    from (
        select concat(case when articles_5.id is not null then concat('{"__typename":"Article","title":', json_scalar(articles_5.title), ',"tags":', case when articles_5.tags is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(articles_5.tags) with ordinality as item (value, position)), ']') end, '}') when photos_6.id is not null then concat('{"__typename":"Photo","title":', json_scalar(photos_6.caption), ',"tags":', case when photos_6.tags is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(photos_6.tags) with ordinality as item (value, position)), ']') end, '}') else 'null' end) as value,
            case when articles_5.id is not null then false when photos_6.id is not null then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_3.title as order_1, articles_3.id as key_1, null::int8 as key_2
                from news.articles as articles_3
                where articles_3.author_id = authors_1.id
                order by articles_3.title, articles_3.id
                limit 3
            )
            union all
            (
                select 'Photo' collate "C" as type, photos_4.caption as order_1, null::uuid as key_1, photos_4.id as key_2
                from news.photos as photos_4
                where photos_4.author_id = authors_1.id
                order by photos_4.caption, photos_4.id
                limit 3
            )
            order by order_1, type, key_1, key_2
            limit 3
        ) as published_2
        left join news.articles as articles_5 on articles_5.id = published_2.key_1
        left join news.photos as photos_6 on photos_6.id = published_2.key_2
        order by published_2.order_1, published_2.type, published_2.key_1, published_2.key_2
    ) as item_7
) as published_json_8 on true
order by authors_1.id;
