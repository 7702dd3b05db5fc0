-- pins
select
    articles_2.id is not null,
    articles_2.title,
    authors_3.name,
    published_json_15.value,
    published_json_15.is_faulty,
    authors_3.id is not null,
    notes_16.number is not null,
    notes_16.text,
    photos_17.id is not null
from (
    select pins_1.id, pins_1.article_id, pins_1.note_article_id, pins_1.note_number, pins_1.photo_id
    from news.pins as pins_1
    order by pins_1.id
    limit 50
) as pins_1
left join news.articles as articles_2 on articles_2.id = pins_1.article_id
left join news.authors as authors_3 on authors_3.id = articles_2.author_id
left join lateral (
    select concat('[', string_agg(item_14.value, ','), ']') as value,
        coalesce(bool_or(item_14.is_faulty), false) or count(*) > 2 as is_faulty
    from (
        select concat(case when articles_7.id is not null then concat('{"title":', json_scalar(articles_7.title), ',"remarks":', remarks_json_12.value, '}') when photos_13.id is not null then concat('{"title":', json_scalar(photos_13.caption), '}') else 'null' end) as value,
            case when articles_7.id is not null then false when photos_13.id is not null then false else true end as is_faulty
        from (
            (
                select 'Article' collate "C" as type, articles_5.id as key_1, null::int8 as key_2
                from news.articles as articles_5
                where articles_5.author_id = authors_3.id
                order by articles_5.id
                limit 3
            )
            union all
            (
                select 'Photo' collate "C" as type, null::uuid as key_1, photos_6.id as key_2
                from news.photos as photos_6
                where photos_6.author_id = authors_3.id
                order by photos_6.id
                limit 3
            )
            order by type, key_1, key_2
            limit 3
        ) as published_4
        left join news.articles as articles_7 on articles_7.id = published_4.key_1
        left join lateral (
            select concat('{"nodes":[', string_agg(item_9.value_1, ','), ']}') as value
            from (
                select concat('{"about":', case when articles_10.id is not null then concat('{"rank":', articles_10.rank, '}') when authors_11.id is not null then concat('{}') else 'null' end, '}') as value_1
                from (
                    select remarks_8.id, remarks_8.about_id, remarks_8.about_type
                    from news.remarks as remarks_8
                    where remarks_8.about_type = 'article'
                        and remarks_8.about_id = articles_7.id
                    order by remarks_8.id
                    limit 50
                ) as remarks_8
                left join news.articles as articles_10 on remarks_8.about_type = 'article' and articles_10.id = remarks_8.about_id
                left join news.authors as authors_11 on remarks_8.about_type = 'person' and authors_11.id = remarks_8.about_id
                order by remarks_8.id
            ) as item_9
        ) as remarks_json_12 on true
        left join news.photos as photos_13 on photos_13.id = published_4.key_2
        order by published_4.type, published_4.key_1, published_4.key_2
    ) as item_14
) as published_json_15 on true
left join news.notes as notes_16 on notes_16.article_id = pins_1.note_article_id and notes_16.number = pins_1.note_number
left join news.photos as photos_17 on photos_17.id = pins_1.photo_id
order by pins_1.id;
