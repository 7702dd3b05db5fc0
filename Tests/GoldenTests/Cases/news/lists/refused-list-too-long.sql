-- fewContributions
select
    contribution_1.type = 'Article',
    contribution_1.type = 'Note',
    contribution_1.type = 'Photo'
from (
    (
        select 'Article' collate "C" as type, articles_2.id as key_1, null::uuid as key_2, null::int4 as key_3, null::int8 as key_4
        from news.articles as articles_2
        order by articles_2.id
        limit 4
    )
    union all
    (
        select 'Note' collate "C" as type, null::uuid as key_1, notes_3.article_id as key_2, notes_3.number as key_3, null::int8 as key_4
        from news.notes as notes_3
        order by notes_3.article_id, notes_3.number
        limit 4
    )
    union all
    (
        select 'Photo' collate "C" as type, null::uuid as key_1, null::uuid as key_2, null::int4 as key_3, photos_4.id as key_4
        from news.photos as photos_4
        order by photos_4.id
        limit 4
    )
    order by type, key_1, key_2, key_3, key_4
    limit 4
) as contribution_1
order by contribution_1.type, contribution_1.key_1, contribution_1.key_2, contribution_1.key_3, contribution_1.key_4;
