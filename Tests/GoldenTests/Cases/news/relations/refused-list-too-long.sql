-- author
select
    authors_1.name,
    published_json_8.value,
    published_json_8.is_faulty
from news.authors as authors_1
left join lateral (
    select concat('[', string_agg(item_7.value, ','), ']') as value,
        coalesce(bool_or(item_7.is_faulty), false) or count(*) > 1 as is_faulty
    from (
        select concat(case when articles_5.id is not null then concat('{"title":', json_scalar(articles_5.title), '}') when photos_6.id is not null then concat('{"title":', json_scalar(photos_6.caption), '}') else 'null' end) as value,
            case when articles_5.id is not null then false when photos_6.id is not null then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_3.id as key_1, null::int8 as key_2
                from news.articles as articles_3
                where articles_3.author_id = authors_1.id
                order by articles_3.id
                limit 2
            )
            union all
            (
                select 'Photo' collate "C" as type, null::uuid as key_1, photos_4.id as key_2
                from news.photos as photos_4
                where photos_4.author_id = authors_1.id
                order by photos_4.id
                limit 2
            )
            order by type, key_1, key_2
            limit 2
        ) as published_2
        left join news.articles as articles_5 on articles_5.id = published_2.key_1
        left join news.photos as photos_6 on photos_6.id = published_2.key_2
        order by published_2.type, published_2.key_1, published_2.key_2
    ) as item_7
) as published_json_8 on true
where authors_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8001-000000000002" as uuid
