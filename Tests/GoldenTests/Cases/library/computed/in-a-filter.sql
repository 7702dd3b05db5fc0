-- people
select
    people_1.full_name_2
from (
    select people_1.id, library.full_name(people_1.*) as full_name_2
    from library.people as people_1
    where starts_with(library.full_name(people_1.*), $1::text) and library.book_count(people_1.*) >= $2::int8
    order by people_1.id
    limit 50
) as people_1
order by people_1.id;
-- $1: "Ada"
-- $2: 1 as an integer of 64 bits

-- books
select
    books_1.title
from (
    select books_1.id, books_1.title
    from library.books as books_1
    where exists (select from library.authorships as authorships_3 join library.people as people_2 on people_2.id = authorships_3.person_id where authorships_3.book_id = books_1.id and library.full_name(people_2.*) = $1::text)
    order by books_1.id
    limit 50
) as books_1
order by books_1.id;
-- $1: "Ben Rook"
