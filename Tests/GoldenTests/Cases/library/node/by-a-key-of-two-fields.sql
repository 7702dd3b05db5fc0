-- node
select
    translate(encode(convert_to(json_build_array('Copy', copies_1.book_id::text, copies_1.number::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
    copies_1.number,
    copies_1.shelf,
    books_2.title,
    translate(encode(convert_to(json_build_array('Book', books_2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
    books_2.id is not null
from library.copies as copies_1
left join library.books as books_2 on books_2.id = copies_1.book_id
where copies_1.book_id = $1::uuid and copies_1.number = $2::int4
limit 2;
-- $1: key 1 of the Copy of the id "WyJDb3B5IiwgImMwMDAwMDAxLTAwMDAtNDAwMC04MDAzLTAwMDAwMDAwMDAwMSIsICIyIl0" as uuid
-- $2: key 2 of the Copy of the id "WyJDb3B5IiwgImMwMDAwMDAxLTAwMDAtNDAwMC04MDAzLTAwMDAwMDAwMDAwMSIsICIyIl0" as an integer of 32 bits
