-- notes
select
    total.count,
    notes_1.body,
    notes_1.search_rank,
    notes_1.search_headline,
    books_5.title,
    books_5.id is not null,
    notes_1 is distinct from null
from (select (select count(*) from library.notes as notes_3 where exists (select from library.search_notes(query => $1::text) as found_4 where notes_3.id = found_4.id)) as count) as total
left join (
    select notes_1.id, notes_1.body, notes_1.book_id, found_2.rank::float8 as search_rank, found_2.headline as search_headline
    from library.notes as notes_1
    join library.search_notes(query => $2::text) as found_2 on notes_1.id = any (array[found_2.id])
    order by found_2.rank::float8 desc, notes_1.id desc
    limit 50
) as notes_1 on true
left join library.books as books_5 on books_5.id = notes_1.book_id
order by notes_1.search_rank desc, notes_1.id desc;
-- $1: "anger" as words
-- $2: "anger" as words

-- books
select
    books_1.title
from (
    select books_1.id, books_1.title
    from library.books as books_1
    where exists (select from library.notes as notes_2 where notes_2.book_id = books_1.id and exists (select from library.search_notes(query => $1::text) as found_3 where notes_2.id = found_3.id))
    order by books_1.id
    limit 50
) as books_1
order by books_1.id;
-- $1: "captain" as words
