-- authors
select
    authors_1.name,
    published_json_11.value,
    published_json_11.is_faulty
from (
    select authors_1.id, authors_1.name
    from news.authors as authors_1
    order by authors_1.id
    limit 50
) as authors_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from news.articles as articles_6 where articles_6.author_id = authors_1.id and articles_6.title >= $1::text) + (select count(*) from news.photos as photos_7 where photos_7.author_id = authors_1.id and photos_7.caption >= $2::varchar), ',"nodes":[', string_agg(item_5.value_1, ',' order by item_5.number desc) filter (where item_5.number <= 2), '],"pageInfo":{"hasPreviousPage":', (count(*) > 2)::text, '}}') as value,
        coalesce(bool_or(item_5.is_faulty), false) as is_faulty
    from (
        select concat(case when articles_8.id is not null then concat('{"author":', case when authors_9.id is not null then concat('{"name":', json_scalar(authors_9.name), '}') else 'null' end, '}') when photos_10.id is not null then concat('{"url":', json_scalar(photos_10.url), '}') else 'null' end) as value_1,
            row_number() over (order by published_2.order_1 desc nulls last, published_2.order_2, published_2.type, published_2.key_1, published_2.key_2) as number,
            case when articles_8.id is not null then false when photos_10.id is not null then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_3.published_at as order_1, articles_3.title as order_2, articles_3.id as key_1, null::int8 as key_2
                from news.articles as articles_3
                where articles_3.author_id = authors_1.id
                    and articles_3.title >= $1::text
                order by articles_3.published_at desc nulls last, articles_3.title, articles_3.id
                limit 3
            )
            union all
            (
                select 'Photo' collate "C" as type, photos_4.published_at as order_1, photos_4.caption as order_2, null::uuid as key_1, photos_4.id as key_2
                from news.photos as photos_4
                where photos_4.author_id = authors_1.id
                    and photos_4.caption >= $2::varchar
                order by photos_4.published_at desc, photos_4.caption, photos_4.id
                limit 3
            )
            order by order_1 desc nulls last, order_2, type, key_1, key_2
            limit 3
        ) as published_2
        left join news.articles as articles_8 on articles_8.id = published_2.key_1
        left join news.authors as authors_9 on authors_9.id = articles_8.author_id
        left join news.photos as photos_10 on photos_10.id = published_2.key_2
        order by published_2.order_1 desc nulls last, published_2.order_2, published_2.type, published_2.key_1, published_2.key_2
    ) as item_5
) as published_json_11 on true
order by authors_1.id;
-- $1: $title
-- $2: $title
