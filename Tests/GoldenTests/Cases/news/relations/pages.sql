-- authors
select
    authors_1.name,
    published_json_11.value,
    published_json_11.is_faulty
from (
    select authors_1.id, authors_1.name
    from news.authors as authors_1
    order by authors_1.id
    limit 5
) as authors_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from news.articles as articles_6 where articles_6.author_id = authors_1.id) + (select count(*) from news.photos as photos_7 where photos_7.author_id = authors_1.id), ',"edges":[', string_agg(item_5.value_1, ',') filter (where item_5.number <= 1), '],"pageInfo":{"hasNextPage":', (count(*) > 1)::text, ',"hasPreviousPage":false,"startCursor":', coalesce(json_agg(item_5.cursor) filter (where item_5.number <= 1) -> 0, 'null'), ',"endCursor":', coalesce(json_agg(item_5.cursor) filter (where item_5.number <= 1) -> -1, 'null'), '}}') as value,
        coalesce(bool_or(item_5.is_faulty), false) as is_faulty
    from (
        select concat('{"cursor":', json_build_array(published_2.order_1::text, published_2.type::text, published_2.key_1::text, published_2.key_2::text), ',"node":', case when articles_8.id is not null then concat('{"__typename":"Article","title":', json_scalar(articles_8.title), ',"teaser":', coalesce(json_scalar(case when articles_8.id is not null then news.teaser(articles_8.*, length => $1::int4) end), 'null'), '}') when photos_10.id is not null then concat('{"__typename":"Photo","title":', json_scalar(photos_10.caption), ',"url":', json_scalar(photos_10.url), '}') else 'null' end, '}') as value_1,
            json_build_array(published_2.order_1::text, published_2.type::text, published_2.key_1::text, published_2.key_2::text) as cursor,
            row_number() over (order by published_2.order_1 desc, published_2.type desc, published_2.key_1 desc, published_2.key_2 desc) as number,
            case when articles_8.id is not null then false when photos_10.id is not null then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_3.rank as order_1, articles_3.id as key_1, null::int8 as key_2
                from news.articles as articles_3
                where articles_3.author_id = authors_1.id
                order by articles_3.rank desc, articles_3.id desc
                limit 2
            )
            union all
            (
                select 'Photo' collate "C" as type, photos_4.rank as order_1, null::uuid as key_1, photos_4.id as key_2
                from news.photos as photos_4
                where photos_4.author_id = authors_1.id
                order by photos_4.rank desc, photos_4.id desc
                limit 2
            )
            order by order_1 desc, type desc, key_1 desc, key_2 desc
            limit 2
        ) as published_2
        left join news.articles as articles_8 on articles_8.id = published_2.key_1
        left join news.photos as photos_10 on photos_10.id = published_2.key_2
        order by published_2.order_1 desc, published_2.type desc, published_2.key_1 desc, published_2.key_2 desc
    ) as item_5
) as published_json_11 on true
order by authors_1.id;
-- $1: 3 as an integer of 32 bits
