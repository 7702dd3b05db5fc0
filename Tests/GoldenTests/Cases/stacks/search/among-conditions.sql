-- bookList
select
    books_1.title
from (
    select books_1.id, books_1.title
    from library.books as books_1
    where ((books_1.words @@ websearch_to_tsquery('english'::regconfig, $1::text)) or (not (books_1.words @@ websearch_to_tsquery('english'::regconfig, $2::text)))) and books_1.year < $3::int4
    order by books_1.id
    limit 21
) as books_1
order by books_1.id;
-- $1: ""white whale"" as words
-- $2: "whale" as words
-- $3: 2000 as an integer of 32 bits

-- bookFigures
select
    count(*),
    min(books_1.year)
from library.books as books_1
where books_1.words @@ websearch_to_tsquery('english'::regconfig, $1::text);
-- $1: "whales" as words

-- shelves
select
    shelves_1.name
from (
    select shelves_1.id, shelves_1.name
    from library.shelves as shelves_1
    where exists (select from library.books as books_2 where books_2.shelf_id = shelves_1.id and books_2.words @@ websearch_to_tsquery('english'::regconfig, $1::text))
    order by shelves_1.id
    limit 50
) as shelves_1
order by shelves_1.id;
-- $1: "mountain" as words
