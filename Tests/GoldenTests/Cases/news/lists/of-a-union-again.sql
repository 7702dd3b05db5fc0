-- This plan depends on values: it serves this request only.
-- contributions
select
    contribution_1.type = 'Article',
    notes_6.number is not null,
    notes_6.text,
    photos_7.id is not null,
    photos_7.url
from (
    (
        select 'Note' collate "C" as type, null::uuid as key_1, notes_3.article_id as key_2, notes_3.number as key_3, null::int8 as key_4
        from news.notes as notes_3
        where (notes_3.article_id, notes_3.number) > ($1::uuid, $2::int4)
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
) as contribution_1
left join news.notes as notes_6 on notes_6.article_id = contribution_1.key_2 and notes_6.number = contribution_1.key_3
left join news.photos as photos_7 on photos_7.id = contribution_1.key_4
order by contribution_1.type, contribution_1.key_1, contribution_1.key_2, contribution_1.key_3, contribution_1.key_4;
-- $1: key 3 of 5 of the cursor $after
-- $2: key 4 of 5 of the cursor $after
