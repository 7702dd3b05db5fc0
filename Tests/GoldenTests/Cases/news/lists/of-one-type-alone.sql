-- contributions
select
    contribution_1.type = 'Article',
    notes_6.number is not null,
    notes_6.text,
    contribution_1.type = 'Photo'
from (
    (
        select 'Article' collate "C" as type, articles_2.id as key_1, null::uuid as key_2, null::int4 as key_3, null::int8 as key_4
        from news.articles as articles_2
        order by articles_2.id desc
        limit 4
    )
    union all
    (
        select 'Note' collate "C" as type, null::uuid as key_1, notes_3.article_id as key_2, notes_3.number as key_3, null::int8 as key_4
        from news.notes as notes_3
        order by notes_3.article_id desc, notes_3.number desc
        limit 4
    )
    union all
    (
        select 'Photo' collate "C" as type, null::uuid as key_1, null::uuid as key_2, null::int4 as key_3, photos_4.id as key_4
        from news.photos as photos_4
        order by photos_4.id desc
        limit 4
    )
    order by type desc, key_1 desc, key_2 desc, key_3 desc, key_4 desc
    limit 4
) as contribution_1
left join news.notes as notes_6 on notes_6.article_id = contribution_1.key_2 and notes_6.number = contribution_1.key_3
order by contribution_1.type desc, contribution_1.key_1 desc, contribution_1.key_2 desc, contribution_1.key_3 desc, contribution_1.key_4 desc;
