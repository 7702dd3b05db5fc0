-- people
select
    people_1.family_name,
    books_json_5.value,
    books_json_5.is_faulty
from (
    select people_1.id, people_1.family_name
    from library.people as people_1
    order by people_1.id
    limit 4
) as people_1
left join lateral (
    select concat('[', string_agg(item_4.value, ','), ']') as value,
        count(*) > 500 as is_faulty
    from (
        select concat('{"title":', json_scalar(books_2.title), ',"pages":', books_2.pages, '}') as value
        from (
            select books_2.title, books_2.id, books_2.pages
            from library.books as books_2
            where exists (select from library.authorships as authorships_3 where authorships_3.person_id = people_1.id and authorships_3.book_id = books_2.id)
                and books_2.pages > $1::int4
            order by books_2.title desc, books_2.id desc
            limit 501
        ) as books_2
        order by books_2.title desc, books_2.id desc
    ) as item_4
) as books_json_5 on true
order by people_1.id;
-- $1: 100 as an integer of 32 bits
