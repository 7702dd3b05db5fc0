-- latest
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
        order by articles_2.published_at, articles_2.id
        limit 8
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.published_at as order_1, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        order by photos_3.published_at, photos_3.id
        limit 8
    )
    order by order_1, type, key_1, key_2
    limit 8
) as published_1
left join news.articles as articles_4 on articles_4.id = published_1.key_1
left join news.photos as photos_5 on photos_5.id = published_1.key_2
order by published_1.order_1, published_1.type, published_1.key_1, published_1.key_2;
