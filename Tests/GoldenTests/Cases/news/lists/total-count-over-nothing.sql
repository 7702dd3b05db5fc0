-- published
select
    total.count,
    articles_6.id is not null,
    articles_6.title,
    photos_7.id is not null,
    photos_7.caption,
    published_1 is distinct from null
from (select (select count(*) from news.articles as articles_4 where articles_4.rank = $1::int4) + (select count(*) from news.photos as photos_5 where photos_5.rank = $2::int2) as count) as total
left join (
    (
        select 'Article' collate "C" as type, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        where articles_2.rank = $3::int4
        order by articles_2.id
        limit 1
    )
    union all
    (
        select 'Photo' collate "C" as type, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        where photos_3.rank = $4::int2
        order by photos_3.id
        limit 1
    )
    order by type, key_1, key_2
    limit 1
) as published_1 on true
left join news.articles as articles_6 on articles_6.id = published_1.key_1
left join news.photos as photos_7 on photos_7.id = published_1.key_2
order by published_1.type, published_1.key_1, published_1.key_2;
-- $1: 0 as an integer of 32 bits
-- $2: 0 as an integer of 16 bits
-- $3: 0 as an integer of 32 bits
-- $4: 0 as an integer of 16 bits
