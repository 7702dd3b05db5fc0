-- bookByTitle
select
    books_1.pages,
    people_json_15.value,
    people_json_15.is_faulty
from library.books as books_1
left join lateral (
    select concat('{"edges":[', string_agg(item_4.value_1, ','), ']}') as value,
        coalesce(bool_or(item_4.is_faulty), false) as is_faulty
    from (
        select concat('{"node":{"familyName":', json_scalar(people_2.family_name), ',"books":', books_json_14.value, '}}') as value_1,
            books_json_14.is_faulty as is_faulty
        from (
            select people_2.id, people_2.family_name
            from library.people as people_2
            where exists (select from library.authorships as authorships_3 where authorships_3.book_id = books_1.id and authorships_3.person_id = people_2.id)
            order by people_2.id
            limit 3
        ) as people_2
        left join lateral (
            select concat('[', string_agg(item_13.value, ','), ']') as value,
                count(*) > 500 as is_faulty
            from (
                select concat('{"title":', json_scalar(books_5.title), ',"authors":', people_json_12.value, '}') as value
                from (
                    select books_5.id, books_5.title
                    from library.books as books_5
                    where exists (select from library.authorships as authorships_6 where authorships_6.person_id = people_2.id and authorships_6.book_id = books_5.id)
                    order by books_5.id
                    limit 501
                ) as books_5
                left join lateral (
                    select concat('{"totalCount":', (select count(*) from library.people as people_10 where exists (select from library.authorships as authorships_11 where authorships_11.book_id = books_5.id and authorships_11.person_id = people_10.id)), '}') as value
                ) as people_json_12 on true
                order by books_5.id
            ) as item_13
        ) as books_json_14 on true
        order by people_2.id
    ) as item_4
) as people_json_15 on true
where books_1.title = $1::text
limit 2;
-- $1: "Of Bells"
