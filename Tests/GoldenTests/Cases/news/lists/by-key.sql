-- published
select
    articles_4.id is not null,
    articles_4.title,
    photos_5.id is not null,
    photos_5.caption
from (
    (
        select 'Article' collate "C" as type, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        order by articles_2.id
        limit 6
    )
    union all
    (
        select 'Photo' collate "C" as type, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        order by photos_3.id
        limit 6
    )
    order by type, key_1, key_2
    limit 6
) as published_1
left join news.articles as articles_4 on articles_4.id = published_1.key_1
left join news.photos as photos_5 on photos_5.id = published_1.key_2
order by published_1.type, published_1.key_1, published_1.key_2;
