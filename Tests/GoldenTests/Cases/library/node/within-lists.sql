-- books
select
    translate(encode(convert_to(json_build_array('Book', books_1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
    copies_json_5.value,
    copies_json_5.is_faulty
from (
    select books_1.id
    from library.books as books_1
    order by books_1.id
    limit 2
) as books_1
left join lateral (
    select concat('[', string_agg(item_4.value, ','), ']') as value,
        count(*) > 500 as is_faulty
    from (
        select concat('{"nodeId":', json_scalar(translate(encode(convert_to(json_build_array('Copy', copies_2.book_id::text, copies_2.number::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')), ',"book":', case when books_3.id is not null then concat('{"nodeId":', json_scalar(translate(encode(convert_to(json_build_array('Book', books_3.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')), '}') else 'null' end, '}') as value
        from (
            select copies_2.book_id, copies_2.number
            from library.copies as copies_2
            where copies_2.book_id = books_1.id
            order by copies_2.book_id, copies_2.number
            limit 501
        ) as copies_2
        left join library.books as books_3 on books_3.id = copies_2.book_id
        order by copies_2.book_id, copies_2.number
    ) as item_4
) as copies_json_5 on true
order by books_1.id;
