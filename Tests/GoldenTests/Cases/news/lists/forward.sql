-- published
select
    total.count,
    articles_6.id is not null,
    articles_6.title,
    articles_6.published_at,
    authors_7.name,
    authors_7.id is not null,
    case when articles_6.id is not null then news.teaser(articles_6.*, length => $1::int4) end,
    notes_json_12.value,
    photos_13.id is not null,
    photos_13.caption,
    photos_13.published_at,
    authors_14.name,
    authors_14.id is not null,
    photos_13.url,
    published_1.order_1,
    published_1.type,
    published_1.key_1,
    published_1.key_2,
    published_1 is distinct from null
from (select (select count(*) from news.articles as articles_4) + (select count(*) from news.photos as photos_5) as count) as total
left join (
    (
        select 'Article' collate "C" as type, articles_2.published_at as order_1, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        order by articles_2.published_at desc nulls last, articles_2.id desc
        limit 5
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.published_at as order_1, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        order by photos_3.published_at desc, photos_3.id desc
        limit 5
    )
    order by order_1 desc nulls last, type desc, key_1 desc, key_2 desc
    limit 5
) as published_1 on true
left join news.articles as articles_6 on articles_6.id = published_1.key_1
left join news.authors as authors_7 on authors_7.id = articles_6.author_id
left join lateral (
    select concat('{"totalCount":', (select count(*) from news.notes as notes_11 where notes_11.article_id = articles_6.id), ',"nodes":[', string_agg(item_10.value_1, ','), ']}') as value
    from (
        select concat('{"text":', json_scalar(notes_9.text), '}') as value_1
        from (
            select notes_9.article_id, notes_9.number, notes_9.text
            from news.notes as notes_9
            where notes_9.article_id = articles_6.id
            order by notes_9.article_id, notes_9.number
            limit 1
        ) as notes_9
        order by notes_9.article_id, notes_9.number
    ) as item_10
) as notes_json_12 on true
left join news.photos as photos_13 on photos_13.id = published_1.key_2
left join news.authors as authors_14 on authors_14.id = photos_13.author_id
order by published_1.order_1 desc nulls last, published_1.type desc, published_1.key_1 desc, published_1.key_2 desc;
-- $1: 11 as an integer of 32 bits
