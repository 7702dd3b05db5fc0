-- authors
select
    published_json_8.value,
    published_json_8.is_faulty,
    published_json_15.value,
    published_json_15.is_faulty
from (
    select authors_1.id
    from news.authors as authors_1
    order by authors_1.id
    limit 50
) as authors_1
left join lateral (
    select concat('[', string_agg(item_7.value, ','), ']') as value,
        coalesce(bool_or(item_7.is_faulty), false) or count(*) > 2 as is_faulty
    from (
        select concat(case when published_2.type = 'Article' then concat('{"__typename":"Article"}') when published_2.type = 'Photo' then concat('{"__typename":"Photo"}') else 'null' end) as value,
            case when published_2.type = 'Article' then false when published_2.type = 'Photo' then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_3.id as key_1, null::int8 as key_2
                from news.articles as articles_3
                where articles_3.author_id = authors_1.id
                order by articles_3.id
                limit 3
            )
            union all
            (
                select 'Photo' collate "C" as type, null::uuid as key_1, photos_4.id as key_2
                from news.photos as photos_4
                where photos_4.author_id = authors_1.id
                order by photos_4.id
                limit 3
            )
            order by type, key_1, key_2
            limit 3
        ) as published_2
        order by published_2.type, published_2.key_1, published_2.key_2
    ) as item_7
) as published_json_8 on true
left join lateral (
    select concat('{"nodes":[', string_agg(item_12.value_1, ','), ']}') as value,
        coalesce(bool_or(item_12.is_faulty), false) as is_faulty
    from (
        select concat(case when published_9.type = 'Article' then concat('{"kind":"Article"}') when published_9.type = 'Photo' then concat('{"kind":"Photo"}') else 'null' end) as value_1,
            case when published_9.type = 'Article' then false when published_9.type = 'Photo' then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_10.id as key_1, null::int8 as key_2
                from news.articles as articles_10
                where articles_10.author_id = authors_1.id
                order by articles_10.id
                limit 5
            )
            union all
            (
                select 'Photo' collate "C" as type, null::uuid as key_1, photos_11.id as key_2
                from news.photos as photos_11
                where photos_11.author_id = authors_1.id
                order by photos_11.id
                limit 5
            )
            order by type, key_1, key_2
            limit 5
        ) as published_9
        order by published_9.type, published_9.key_1, published_9.key_2
    ) as item_12
) as published_json_15 on true
order by authors_1.id;
