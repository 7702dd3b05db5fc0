-- authors
select
    authors_1.name,
    remarks_json_7.value
from (
    select authors_1.id, authors_1.name
    from news.authors as authors_1
    order by authors_1.id
    limit 50
) as authors_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from news.remarks as remarks_4 where remarks_4.about_type = 'person' and remarks_4.about_id = authors_1.id), ',"nodes":[', string_agg(item_3.value_1, ','), ']}') as value
    from (
        select concat('{"text":', json_scalar(remarks_2.text), ',"about":', case when articles_5.id is not null then concat('{"__typename":"Article"}') when authors_6.id is not null then concat('{"__typename":"Author","name":', json_scalar(authors_6.name), '}') else 'null' end, '}') as value_1
        from (
            select remarks_2.id, remarks_2.text, remarks_2.about_id, remarks_2.about_type
            from news.remarks as remarks_2
            where remarks_2.about_type = 'person'
                and remarks_2.about_id = authors_1.id
            order by remarks_2.id
            limit 50
        ) as remarks_2
        left join news.articles as articles_5 on remarks_2.about_type = 'article' and articles_5.id = remarks_2.about_id
        left join news.authors as authors_6 on remarks_2.about_type = 'person' and authors_6.id = remarks_2.about_id
        order by remarks_2.id
    ) as item_3
) as remarks_json_7 on true
order by authors_1.id;

-- published
select
    articles_4.id is not null,
    articles_4.title,
    remarks_json_9.value,
    photos_10.id is not null,
    photos_10.caption
from (
    (
        select 'Article' collate "C" as type, articles_2.id as key_1, null::int8 as key_2
        from news.articles as articles_2
        order by articles_2.id
        limit 2
    )
    union all
    (
        select 'Photo' collate "C" as type, null::uuid as key_1, photos_3.id as key_2
        from news.photos as photos_3
        order by photos_3.id
        limit 2
    )
    order by type, key_1, key_2
    limit 2
) as published_1
left join news.articles as articles_4 on articles_4.id = published_1.key_1
left join lateral (
    select concat('{"nodes":[', string_agg(item_6.value_1, ','), ']}') as value
    from (
        select concat('{"text":', json_scalar(remarks_5.text), ',"aboutIt":', case when articles_7.id is not null then concat('{"__typename":"Article"}') when authors_8.id is not null then concat('{"__typename":"Author"}') else 'null' end, '}') as value_1
        from (
            select remarks_5.id, remarks_5.text, remarks_5.about_id, remarks_5.about_type
            from news.remarks as remarks_5
            where remarks_5.about_type = 'article'
                and remarks_5.about_id = articles_4.id
                and remarks_5.about_id is not null
            order by remarks_5.id
            limit 50
        ) as remarks_5
        left join news.articles as articles_7 on remarks_5.about_type = 'article' and articles_7.id = remarks_5.about_id
        left join news.authors as authors_8 on remarks_5.about_type = 'person' and authors_8.id = remarks_5.about_id
        order by remarks_5.id
    ) as item_6
) as remarks_json_9 on true
left join news.photos as photos_10 on photos_10.id = published_1.key_2
order by published_1.type, published_1.key_1, published_1.key_2;
