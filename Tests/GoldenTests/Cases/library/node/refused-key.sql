-- node
select
    translate(encode(convert_to(json_build_array('Book', books_1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
from library.books as books_1
where books_1.id = $1::uuid
limit 2;
-- $1: key 1 of the Book of the id $id as uuid
