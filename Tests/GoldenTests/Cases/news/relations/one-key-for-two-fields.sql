-- authors
select
    published_json_14.value,
    published_json_14.is_faulty
from (
    select authors_1.id
    from news.authors as authors_1
    order by authors_1.id
    limit 50
) as authors_1
left join lateral (
    select concat('{"nodes":[', string_agg(item_5.value_1, ','), ']}') as value,
        coalesce(bool_or(item_5.is_faulty), false) as is_faulty
    from (
        select concat(case when articles_6.id is not null then concat('{"":0,"pins":', pins_json_9.value, '}') when photos_10.id is not null then concat('{"":1,"pins":', pins_json_13.value, '}') else 'null' end) as value_1,
            case when articles_6.id is not null then false when photos_10.id is not null then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_3.id as key_1, null::int8 as key_2
                from news.articles as articles_3
                where articles_3.author_id = authors_1.id
                order by articles_3.id
                limit 5
            )
            union all
            (
                select 'Photo' collate "C" as type, null::uuid as key_1, photos_4.id as key_2
                from news.photos as photos_4
                where photos_4.author_id = authors_1.id
                order by photos_4.id
                limit 5
            )
            order by type, key_1, key_2
            limit 5
        ) as published_2
        left join news.articles as articles_6 on articles_6.id = published_2.key_1
        left join lateral (
            select concat('{"edges":[', string_agg(item_8.value_1, ','), ']}') as value
            from (
                select concat('{"cursor":', json_build_array(pins_7.id::text), ',"node":{"position":', pins_7."position", '}}') as value_1
                from (
                    select pins_7.id, pins_7."position"
                    from news.pins as pins_7
                    where pins_7.article_id = articles_6.id
                    order by pins_7.id
                    limit 1
                ) as pins_7
                order by pins_7.id
            ) as item_8
        ) as pins_json_9 on true
        left join news.photos as photos_10 on photos_10.id = published_2.key_2
        left join lateral (
            select concat('{"edges":[', string_agg(item_12.value_1, ','), ']}') as value
            from (
                select concat('{"cursor":', json_build_array(pins_11.id::text), ',"node":{"position":', pins_11."position", '}}') as value_1
                from (
                    select pins_11.id, pins_11."position"
                    from news.pins as pins_11
                    where pins_11.photo_id = photos_10.id
                    order by pins_11.id
                    limit 1
                ) as pins_11
                order by pins_11.id
            ) as item_12
        ) as pins_json_13 on true
        order by published_2.type, published_2.key_1, published_2.key_2
    ) as item_5
) as published_json_14 on true
order by authors_1.id;
