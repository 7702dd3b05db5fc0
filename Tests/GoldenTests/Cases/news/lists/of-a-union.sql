-- contributions
select
    total.count,
    articles_8.id is not null,
    articles_8.title,
    notes_9.number is not null,
    notes_9.number,
    notes_9.text,
    photos_10.id is not null,
    photos_10.url,
    contribution_1.type,
    contribution_1.key_1,
    contribution_1.key_2,
    contribution_1.key_3,
    contribution_1.key_4,
    contribution_1 is distinct from null
from (select (select count(*) from news.articles as articles_5) + (select count(*) from news.notes as notes_6) + (select count(*) from news.photos as photos_7) as count) as total
left join (
    (
        select 'Article' collate "C" as type, articles_2.id as key_1, null::uuid as key_2, null::int4 as key_3, null::int8 as key_4
        from news.articles as articles_2
        order by articles_2.id
        limit 5
    )
    union all
    (
        select 'Note' collate "C" as type, null::uuid as key_1, notes_3.article_id as key_2, notes_3.number as key_3, null::int8 as key_4
        from news.notes as notes_3
        order by notes_3.article_id, notes_3.number
        limit 5
    )
    union all
    (
        select 'Photo' collate "C" as type, null::uuid as key_1, null::uuid as key_2, null::int4 as key_3, photos_4.id as key_4
        from news.photos as photos_4
        order by photos_4.id
        limit 5
    )
    order by type, key_1, key_2, key_3, key_4
    limit 5
) as contribution_1 on true
left join news.articles as articles_8 on articles_8.id = contribution_1.key_1
left join news.notes as notes_9 on notes_9.article_id = contribution_1.key_2 and notes_9.number = contribution_1.key_3
left join news.photos as photos_10 on photos_10.id = contribution_1.key_4
order by contribution_1.type, contribution_1.key_1, contribution_1.key_2, contribution_1.key_3, contribution_1.key_4;
