-- some
select
    books_1.title,
    books_1.pages
from (
    select books_1.id, books_1.title, books_1.pages
    from library.books as books_1
    where exists (select from library.authorships as authorships_3 join library.people as people_2 on people_2.id = authorships_3.person_id where authorships_3.book_id = books_1.id and people_2.given_name = $1::text)
    order by books_1.id
    limit 50
) as books_1
order by books_1.id;
-- $1: "Ben"

-- none
select
    books_1.title,
    books_1.pages
from (
    select books_1.id, books_1.title, books_1.pages
    from library.books as books_1
    where not exists (select from library.authorships as authorships_3 join library.people as people_2 on people_2.id = authorships_3.person_id where authorships_3.book_id = books_1.id and people_2.given_name = $1::text)
    order by books_1.id
    limit 50
) as books_1
order by books_1.id;
-- $1: "Ben"

-- every
select
    books_1.title,
    books_1.pages
from (
    select books_1.id, books_1.title, books_1.pages
    from library.books as books_1
    where not exists (select from library.authorships as authorships_3 join library.people as people_2 on people_2.id = authorships_3.person_id where authorships_3.book_id = books_1.id and (people_2.given_name = any ($1::text[])) is not true)
    order by books_1.id
    limit 50
) as books_1
order by books_1.id;
-- $1: ["Ada", "Ben"] as an array
