-- node
select
    translate(encode(convert_to(json_build_array('Book', books_1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
    books_1.title,
    copies_json_4.value,
    copies_json_4.is_faulty
from library.books as books_1
left join lateral (
    select concat('[', string_agg(item_3.value, ','), ']') as value,
        count(*) > 500 as is_faulty
    from (
        select concat('{"nodeId":', json_scalar(translate(encode(convert_to(json_build_array('Copy', copies_2.book_id::text, copies_2.number::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')), ',"number":', copies_2.number, '}') as value
        from (
            select copies_2.book_id, copies_2.number
            from library.copies as copies_2
            where copies_2.book_id = books_1.id
            order by copies_2.book_id, copies_2.number
            limit 501
        ) as copies_2
        order by copies_2.book_id, copies_2.number
    ) as item_3
) as copies_json_4 on true
where books_1.id = $1::uuid
limit 2;
-- $1: key 1 of the Book of the id $id as uuid
