-- This plan depends on values: it serves this request only.
-- book
select
    books_1.title
from library.books as books_1
where books_1.id = $1::uuid
limit 2;
-- $1: key 1 of the Book of the id "WyJCb29rIiwgImMwMDAwMDAxLTAwMDAtNDAwMC04MDAzLTAwMDAwMDAwMDAwMSJd" as uuid

-- copy
select
    copies_1.number,
    translate(encode(convert_to(json_build_array('Copy', copies_1.book_id::text, copies_1.number::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
from library.copies as copies_1
where copies_1.book_id = $1::uuid and copies_1.number = $2::int4
limit 2;
-- $1: key 1 of the Copy of the id "WyJDb3B5IiwgImMwMDAwMDAxLTAwMDAtNDAwMC04MDAzLTAwMDAwMDAwMDAwMSIsICIyIl0" as uuid
-- $2: key 2 of the Copy of the id "WyJDb3B5IiwgImMwMDAwMDAxLTAwMDAtNDAwMC04MDAzLTAwMDAwMDAwMDAwMSIsICIyIl0" as an integer of 32 bits
