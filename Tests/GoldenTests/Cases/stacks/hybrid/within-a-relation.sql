-- shelves
select
    shelves_1.name,
    books_json_11.value
from (
    select shelves_1.name, shelves_1.id
    from library.shelves as shelves_1
    order by shelves_1.name, shelves_1.id
    limit 50
) as shelves_1
left join lateral (
    select concat('{"nodes":[', string_agg(item_10.value_1, ','), ']}') as value
    from (
        select concat('{"title":', json_scalar(books_2.title), ',"hybridScore":', case when abs(books_2.hybrid_score) < 'Infinity' then books_2.hybrid_score::text else 'null' end, ',"searchHeadline":', coalesce(json_scalar(ts_headline('english'::regconfig, concat_ws(' … ', books_2.title, books_2.summary), websearch_to_tsquery('english'::regconfig, $1::text), 'MaxFragments=2, MaxWords=20, MinWords=5')), 'null'), '}') as value_1
        from (
            select books_2.id, books_2.title, books_2.summary, fused_9.score as hybrid_score
            from library.books as books_2
            join (
                select places_8.id, sum(1 / ($2::int8 + places_8.place)::float8) as score, max(places_8.words_rank) as words_rank, max(places_8.distance) as distance
                from (
                    select ranked_5.id, rank() over (order by ranked_5.figure desc nulls last) as place, ranked_5.figure as words_rank, null::float8 as distance
                    from (
                        select books_4.id, ts_rank(books_4.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 as figure
                        from library.books as books_4
                        where books_4.shelf_id = shelves_1.id
                            and books_4.words @@ websearch_to_tsquery('english'::regconfig, $1::text)
                        order by figure desc nulls last, books_4.id
                        limit $3::int8
                    ) as ranked_5
                    union all
                    select near_7.id, rank() over (order by near_7.figure), null::float8, near_7.figure
                    from (
                        select books_6.id, (books_6.embedding operator(extensions.<=>) $4::extensions.vector) + 0 as figure
                        from library.books as books_6
                        where books_6.shelf_id = shelves_1.id
                            and books_6.embedding is not null
                        order by figure, books_6.id
                        limit $3::int8
                    ) as near_7
                ) as places_8
                group by places_8.id
            ) as fused_9 on books_2.id = any (array[fused_9.id])
            where books_2.shelf_id = shelves_1.id
            order by fused_9.score desc, books_2.id desc
            limit 2
        ) as books_2
        order by books_2.hybrid_score desc, books_2.id desc
    ) as item_10
) as books_json_11 on true
order by shelves_1.name, shelves_1.id;
-- $1: "whale" as words
-- $2: 60 as a count
-- $3: 2 as a count
-- $4: [0.0, 1.0, 0.0] as a vector of 3 numbers
