-- books
select
    books_1.title,
    people_figures_8.count,
    people_figures_8.max_family_name
from (
    select books_1.id, books_1.title
    from library.books as books_1
    left join lateral (
        select count(*) as count
        from library.people as people_4
        where exists (select from library.authorships as authorships_6 where authorships_6.book_id = books_1.id and authorships_6.person_id = people_4.id)
    ) as people_figures_5 on true
    where exists (select from library.people as people_2 where exists (select from library.authorships as authorships_3 where authorships_3.book_id = books_1.id and authorships_3.person_id = people_2.id) having count(*) >= $1::int8)
    order by people_figures_5.count desc, books_1.id desc
    limit 50
) as books_1
left join lateral (
    select count(*) as count
    from library.people as people_4
    where exists (select from library.authorships as authorships_6 where authorships_6.book_id = books_1.id and authorships_6.person_id = people_4.id)
) as people_figures_5 on true
left join lateral (
    select
        count(*) as count,
        max(people_7.family_name) as max_family_name
    from library.people as people_7
    where exists (select from library.authorships as authorships_9 where authorships_9.book_id = books_1.id and authorships_9.person_id = people_7.id)
        and people_7.family_name <> $2::text
) as people_figures_8 on true
order by people_figures_5.count desc, books_1.id desc;
-- $1: 1 as an integer of 64 bits
-- $2: "Rook"
