-- This plan depends on values: it serves this request only.
-- published
select
    articles_4.id is not null,
    articles_4.title,
    articles_4.published_at,
    photos_5.id is not null,
    photos_5.caption,
    photos_5.published_at
from (
    (
        select 'Article' collate "C" as type, articles_2.published_at as order_1, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where articles_2.published_at < $1::timestamptz
        order by articles_2.published_at desc nulls last, articles_2.id desc
        limit 5
    )
    union all
    (
        select 'Article' collate "C" as type, articles_2.published_at as order_1, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where articles_2.published_at is null
        order by articles_2.published_at desc nulls last, articles_2.id desc
        limit 5
    )
    union all
    (
        select 'Article' collate "C" as type, articles_2.published_at as order_1, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where articles_2.published_at = $1::timestamptz and articles_2.id < $2::uuid
        order by articles_2.published_at desc nulls last, articles_2.id desc
        limit 5
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.published_at as order_1, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        where photos_3.published_at < $1::timestamptz
        order by photos_3.published_at desc, photos_3.id desc
        limit 5
    )
    order by order_1 desc nulls last, type desc, key_1 desc, key_2 desc
    limit 5
) as published_1
left join news.articles as articles_4 on articles_4.id = published_1.key_1
left join news.photos as photos_5 on photos_5.id = published_1.key_2
order by published_1.order_1 desc nulls last, published_1.type desc, published_1.key_1 desc, published_1.key_2 desc;
-- $1: key 1 of 4 of the cursor $after
-- $2: key 3 of 4 of the cursor $after
