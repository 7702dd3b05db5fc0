-- published
select
    articles_4.id is not null,
    articles_4.title,
    photos_5.id is not null,
    photos_5.caption,
    published_1.type = 'Article',
    photos_5.url
from (
    (
        select 'Article' collate "C" as type, articles_2.title as order_1, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        order by articles_2.title desc, articles_2.id desc
        limit 2
    )
    union all
    (
        select 'Photo' collate "C" as type, photos_3.caption as order_1, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        order by photos_3.caption desc, photos_3.id desc
        limit 2
    )
    order by order_1 desc, type desc, key_1 desc, key_2 desc
    limit 2
) as published_1
left join news.articles as articles_4 on articles_4.id = published_1.key_1
left join news.photos as photos_5 on photos_5.id = published_1.key_2
order by published_1.order_1 desc, published_1.type desc, published_1.key_1 desc, published_1.key_2 desc;
