-- people
select
    people_1.family_name,
    people_json_5.value,
    people_json_5.is_faulty,
    people_json_15.value,
    people_json_15.is_faulty
from (
    select people_1.id, people_1.family_name
    from library.people as people_1
    order by people_1.id
    limit 2
) as people_1
left join lateral (
    select concat('[', string_agg(item_4.value, ','), ']') as value,
        count(*) > 500 as is_faulty
    from (
        select concat('{"familyName":', json_scalar(people_2.family_name), '}') as value
        from (
            select people_2.id, people_2.family_name
            from library.people as people_2
            where exists (select from library.follows as follows_3 where follows_3.follower_id = people_1.id and follows_3.followee_id = people_2.id)
            order by people_2.id
            limit 501
        ) as people_2
        order by people_2.id
    ) as item_4
) as people_json_5 on true
left join lateral (
    select concat('{"totalCount":', (select count(*) from library.people as people_9 where exists (select from library.follows as follows_10 where follows_10.followee_id = people_1.id and follows_10.follower_id = people_9.id)), ',"nodes":[', string_agg(item_8.value_1, ','), ']}') as value,
        coalesce(bool_or(item_8.is_faulty), false) as is_faulty
    from (
        select concat('{"familyName":', json_scalar(people_6.family_name), ',"books":', books_json_14.value, '}') as value_1,
            books_json_14.is_faulty as is_faulty
        from (
            select people_6.id, people_6.family_name
            from library.people as people_6
            where exists (select from library.follows as follows_7 where follows_7.followee_id = people_1.id and follows_7.follower_id = people_6.id)
            order by people_6.id
            limit 50
        ) as people_6
        left join lateral (
            select concat('[', string_agg(item_13.value, ','), ']') as value,
                count(*) > 500 as is_faulty
            from (
                select concat('{"title":', json_scalar(books_11.title), '}') as value
                from (
                    select books_11.id, books_11.title
                    from library.books as books_11
                    where exists (select from library.authorships as authorships_12 where authorships_12.person_id = people_6.id and authorships_12.book_id = books_11.id)
                    order by books_11.id
                    limit 501
                ) as books_11
                order by books_11.id
            ) as item_13
        ) as books_json_14 on true
        order by people_6.id
    ) as item_8
) as people_json_15 on true
order by people_1.id;
