-- This plan depends on values: it serves this request only.
-- published
select
    articles_4.id is not null,
    articles_4.title,
    articles_4.rank,
    photos_5.id is not null,
    photos_5.caption,
    photos_5.rank
from (
    (
        select 'Article' collate "C" as type, articles_2.rank as order_1, articles_2.title as order_2, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where articles_2.rank > $1::int4
        order by articles_2.rank, articles_2.title desc, articles_2.id desc
        limit 4
    )
    union all
    (
        select 'Article' collate "C" as type, articles_2.rank as order_1, articles_2.title as order_2, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where articles_2.rank = $1::int4 and articles_2.title <= $2::text
        order by articles_2.rank, articles_2.title desc, articles_2.id desc
        limit 4
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.rank as order_1, photos_3.caption as order_2, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        where photos_3.rank > $1::int4
        order by photos_3.rank, photos_3.caption desc, photos_3.id desc
        limit 4
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.rank as order_1, photos_3.caption as order_2, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        where photos_3.rank = $1::int4 and photos_3.caption < $2::text
        order by photos_3.rank, photos_3.caption desc, photos_3.id desc
        limit 4
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.rank as order_1, photos_3.caption as order_2, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        where photos_3.rank = $1::int4 and photos_3.caption = $2::text and photos_3.id < $3::int8
        order by photos_3.rank, photos_3.caption desc, photos_3.id desc
        limit 4
    )
    order by order_1, order_2 desc, type desc, key_1 desc, key_2 desc
    limit 4
) as published_1
left join news.articles as articles_4 on articles_4.id = published_1.key_1
left join news.photos as photos_5 on photos_5.id = published_1.key_2
order by published_1.order_1, published_1.order_2 desc, published_1.type desc, published_1.key_1 desc, published_1.key_2 desc;
-- $1: key 1 of 5 of the cursor $before
-- $2: key 2 of 5 of the cursor $before
-- $3: key 5 of 5 of the cursor $before
