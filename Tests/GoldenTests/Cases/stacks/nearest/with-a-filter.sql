-- books
select
    total.count,
    books_1.title,
    books_1.year,
    nullif(books_1.nearest_distance, 'NaN'),
    books_1.nearest_distance,
    books_1.id,
    books_1 is distinct from null
from (select (select count(*) from library.books as books_3 where (books_3.id) in (select books_4.id from library.books as books_4 where books_4.year < $1::int4 and books_4.embedding is not null order by (books_4.embedding operator(extensions.<=>) $2::extensions.vector) + 0, books_4.id limit $3::int8)) as count) as total
left join (
    select books_1.id, books_1.title, books_1.year, (books_1.embedding operator(extensions.<=>) $2::extensions.vector)::float8 as nearest_distance
    from library.books as books_1
    where (books_1.id) in (select books_2.id from library.books as books_2 where books_2.year < $4::int4 and books_2.embedding is not null order by (books_2.embedding operator(extensions.<=>) $2::extensions.vector) + 0, books_2.id limit $5::int8)
    order by (books_1.embedding operator(extensions.<=>) $2::extensions.vector)::float8, books_1.id
    limit 50
) as books_1 on true
order by books_1.nearest_distance, books_1.id;
-- $1: 1950 as an integer of 32 bits
-- $2: $vector as a vector of 3 numbers
-- $3: 2 as a count
-- $4: 1950 as an integer of 32 bits
-- $5: 2 as a count
