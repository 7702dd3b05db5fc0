-- shelves
select
    shelves_1.name,
    books_json_7.value
from (
    select shelves_1.id, shelves_1.name
    from library.shelves as shelves_1
    order by shelves_1.id
    limit 50
) as shelves_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from library.books as books_5 where books_5.shelf_id = shelves_1.id and (books_5.id) in (select books_6.id from library.books as books_6 where books_6.shelf_id = shelves_1.id and books_6.embedding is not null order by (books_6.embedding operator(extensions.<=>) $1::extensions.vector) + 0, books_6.id limit $2::int8)), ',"nodes":[', string_agg(item_4.value_1, ','), ']}') as value
    from (
        select concat('{"title":', json_scalar(books_2.title), ',"nearestDistance":', case when abs(nullif(books_2.nearest_distance, 'NaN')) < 'Infinity' then nullif(books_2.nearest_distance, 'NaN')::text else 'null' end, '}') as value_1
        from (
            select books_2.id, books_2.title, (books_2.embedding operator(extensions.<=>) $3::extensions.vector)::float8 as nearest_distance
            from library.books as books_2
            where books_2.shelf_id = shelves_1.id
                and (books_2.id) in (select books_3.id from library.books as books_3 where books_3.shelf_id = shelves_1.id and books_3.embedding is not null order by (books_3.embedding operator(extensions.<=>) $4::extensions.vector) + 0, books_3.id limit $5::int8)
            order by books_2.id
            limit 50
        ) as books_2
        order by books_2.id
    ) as item_4
) as books_json_7 on true
order by shelves_1.id;
-- $1: [1.0, 0.1, 0.0] as a vector of 3 numbers
-- $2: 1 as a count
-- $3: [1.0, 0.1, 0.0] as a vector of 3 numbers
-- $4: [1.0, 0.1, 0.0] as a vector of 3 numbers
-- $5: 1 as a count

-- bookList
select
    books_1.title,
    books_1.search_rank,
    nullif(books_1.nearest_distance, 'NaN'),
    ts_headline('english'::regconfig, concat_ws(' … ', books_1.title, books_1.summary), websearch_to_tsquery('english'::regconfig, $1::text), 'MaxFragments=2, MaxWords=20, MinWords=5')
from (
    select books_1.id, books_1.title, books_1.summary, ts_rank(books_1.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 as search_rank, (books_1.embedding operator(extensions.<=>) $2::extensions.vector)::float8 as nearest_distance
    from library.books as books_1
    where (books_1.id) in (select books_3.id from library.books as books_3 where books_3.words @@ websearch_to_tsquery('english'::regconfig, $1::text) and books_3.embedding is not null order by (books_3.embedding operator(extensions.<=>) $3::extensions.vector) + 0, books_3.id limit $4::int8)
    order by ts_rank(books_1.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 desc, (books_1.embedding operator(extensions.<=>) $2::extensions.vector)::float8, books_1.id
    limit 21
) as books_1
order by books_1.search_rank desc, books_1.nearest_distance, books_1.id;
-- $1: "whale" as words
-- $2: [0.0, 1.0, 0.0] as a vector of 3 numbers
-- $3: [0.0, 1.0, 0.0] as a vector of 3 numbers
-- $4: 2 as a count
