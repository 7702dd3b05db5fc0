-- shelves
select
    shelves_1.name,
    books_json_9.value,
    books_json_9.is_faulty
from (
    select shelves_1.id, shelves_1.name
    from library.shelves as shelves_1
    order by shelves_1.id
    limit 50
) as shelves_1
left join lateral (
    select concat('{"nodes":[', string_agg(item_4.value_1, ',') filter (where item_4.number <= 1), '],"pageInfo":{"hasNextPage":', (count(*) > 1)::text, ',"endCursor":', coalesce(json_agg(item_4.cursor) filter (where item_4.number <= 1) -> -1, 'null'), '}}') as value,
        coalesce(bool_or(item_4.is_faulty), false) as is_faulty
    from (
        select concat('{"title":', json_scalar(books_2.title), ',"searchRank":', case when abs(books_2.search_rank) < 'Infinity' then books_2.search_rank::text else 'null' end, ',"searchHeadline":', coalesce(json_scalar(ts_headline('english'::regconfig, concat_ws(' … ', books_2.title, books_2.summary), websearch_to_tsquery('english'::regconfig, $1::text), 'MaxFragments=2, MaxWords=20, MinWords=5')), 'null'), ',"notes":', notes_json_8.value, '}') as value_1,
            json_build_array(books_2.search_rank::text, books_2.id::text) as cursor,
            row_number() over (order by books_2.search_rank desc, books_2.id desc) as number,
            notes_json_8.is_faulty as is_faulty
        from (
            select books_2.id, books_2.title, books_2.summary, ts_rank(books_2.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 as search_rank
            from library.books as books_2
            where books_2.shelf_id = shelves_1.id
                and books_2.words @@ websearch_to_tsquery('english'::regconfig, $1::text)
            order by ts_rank(books_2.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 desc, books_2.id desc
            limit 2
        ) as books_2
        left join lateral (
            select concat('[', string_agg(item_7.value, ','), ']') as value,
                count(*) > 10 as is_faulty
            from (
                select concat('{"body":', json_scalar(notes_5.body), ',"searchHeadline":', coalesce(json_scalar(notes_5.search_headline), 'null'), '}') as value
                from (
                    select notes_5.id, notes_5.body, found_6.headline as search_headline
                    from library.notes as notes_5
                    join library.search_notes(query => $2::text) as found_6 on notes_5.id = any (array[found_6.id])
                    where notes_5.book_id = books_2.id
                    order by notes_5.id
                    limit 11
                ) as notes_5
                order by notes_5.id
            ) as item_7
        ) as notes_json_8 on true
        order by books_2.search_rank desc, books_2.id desc
    ) as item_4
) as books_json_9 on true
order by shelves_1.id;
-- $1: "white" as words
-- $2: "anger" as words
