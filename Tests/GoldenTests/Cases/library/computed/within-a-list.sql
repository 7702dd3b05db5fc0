-- book
select
    case when library.spine(books_1.*) is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(library.spine(books_1.*)) with ordinality as item (value, position)), ']') end,
    copies_json_7.value,
    copies_json_7.is_faulty,
    people_json_13.value,
    people_json_13.is_faulty
from library.books as books_1
left join lateral (
    select concat('[', string_agg(item_6.value, ','), ']') as value,
        coalesce(bool_or(item_6.is_faulty), false) or count(*) > 500 as is_faulty
    from (
        select concat('{"number":', copies_3.number, ',"book":', case when books_4.id is not null then concat('{"spine":', coalesce(case when case when books_4.id is not null then library.spine(books_4.*) end is not null then concat('[', (select string_agg(case when item.value is null then E'\x01' else concat(coalesce(json_scalar(item.value), 'null')) end, ',' order by item.position) from unnest(case when books_4.id is not null then library.spine(books_4.*) end) with ordinality as item (value, position)), ']') end, 'null'), '}') else 'null' end, '}') as value,
            (books_4.id is not null and (case when books_4.id is not null then library.spine(books_4.*) end is null)) as is_faulty
        from (
            select copies_3.book_id, copies_3.number
            from library.copies as copies_3
            where copies_3.book_id = books_1.id
            order by copies_3.book_id, copies_3.number
            limit 501
        ) as copies_3
        left join library.books as books_4 on books_4.id = copies_3.book_id
        order by copies_3.book_id, copies_3.number
    ) as item_6
) as copies_json_7 on true
left join lateral (
    select concat('{"nodes":[', string_agg(item_10.value_1, ','), ']}') as value,
        coalesce(bool_or(item_10.is_faulty), false) as is_faulty
    from (
        select concat('{"fullName":', coalesce(json_scalar(people_8.full_name_11), 'null'), ',"bookCount":', coalesce('"' || people_8.book_count_12::text || '"', 'null'), '}') as value_1,
            people_8.full_name_11 is null or people_8.book_count_12 is null as is_faulty
        from (
            select people_8.id, library.full_name(people_8.*) as full_name_11, library.book_count(people_8.*) as book_count_12
            from library.people as people_8
            where exists (select from library.authorships as authorships_9 where authorships_9.book_id = books_1.id and authorships_9.person_id = people_8.id)
            order by people_8.id
            limit 50
        ) as people_8
        order by people_8.id
    ) as item_10
) as people_json_13 on true
where books_1.id = $1::uuid
limit 2;
-- $1: "c0000001-0000-4000-8003-000000000001" as uuid
