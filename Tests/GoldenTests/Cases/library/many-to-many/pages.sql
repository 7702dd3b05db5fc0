-- books
select
    books_1.title,
    people_json_7.value
from (
    select books_1.id, books_1.title
    from library.books as books_1
    order by books_1.id
    limit 3
) as books_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from library.people as people_5 where exists (select from library.authorships as authorships_6 where authorships_6.book_id = books_1.id and authorships_6.person_id = people_5.id)), ',"nodes":[', string_agg(item_4.value_1, ',') filter (where item_4.number <= 1), '],"pageInfo":{"hasNextPage":', (count(*) > 1)::text, '}}') as value
    from (
        select concat('{"familyName":', json_scalar(people_2.family_name), '}') as value_1,
            row_number() over (order by people_2.family_name desc, people_2.id desc) as number
        from (
            select people_2.family_name, people_2.id
            from library.people as people_2
            where exists (select from library.authorships as authorships_3 where authorships_3.book_id = books_1.id and authorships_3.person_id = people_2.id)
            order by people_2.family_name desc, people_2.id desc
            limit 2
        ) as people_2
        order by people_2.family_name desc, people_2.id desc
    ) as item_4
) as people_json_7 on true
order by books_1.id;
