-- books
select
    total.count,
    books_1.title,
    books_1.hybrid_score,
    books_1.search_rank,
    nullif(books_1.nearest_distance, 'NaN'),
    books_1.id,
    books_1 is distinct from null
from (select (select count(*) from library.books as books_9 where (books_9.id) in (
    select ranked_12.id
    from (
        select books_11.id, ts_rank(books_11.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 as figure
        from library.books as books_11
        where books_11.year < $2::int4
            and books_11.words @@ websearch_to_tsquery('english'::regconfig, $1::text)
        order by figure desc nulls last, books_11.id
        limit $3::int8
    ) as ranked_12
    union all
    select near_14.id
    from (
        select books_13.id, (books_13.embedding operator(extensions.<=>) $4::extensions.vector) + 0 as figure
        from library.books as books_13
        where books_13.year < $5::int4
            and books_13.embedding is not null
        order by figure, books_13.id
        limit $3::int8
    ) as near_14
)) as count) as total
left join (
    select books_1.id, books_1.title, fused_8.score as hybrid_score, fused_8.words_rank as search_rank, fused_8.distance as nearest_distance
    from library.books as books_1
    join (
        select places_7.id, sum(1 / ($6::int8 + places_7.place)::float8) as score, max(places_7.words_rank) as words_rank, max(places_7.distance) as distance
        from (
            select ranked_4.id, rank() over (order by ranked_4.figure desc nulls last) as place, ranked_4.figure as words_rank, null::float8 as distance
            from (
                select books_3.id, ts_rank(books_3.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 as figure
                from library.books as books_3
                where books_3.year < $7::int4
                    and books_3.words @@ websearch_to_tsquery('english'::regconfig, $1::text)
                order by figure desc nulls last, books_3.id
                limit $8::int8
            ) as ranked_4
            union all
            select near_6.id, rank() over (order by near_6.figure), null::float8, near_6.figure
            from (
                select books_5.id, (books_5.embedding operator(extensions.<=>) $4::extensions.vector) + 0 as figure
                from library.books as books_5
                where books_5.year < $9::int4
                    and books_5.embedding is not null
                order by figure, books_5.id
                limit $8::int8
            ) as near_6
        ) as places_7
        group by places_7.id
    ) as fused_8 on books_1.id = any (array[fused_8.id])
    order by fused_8.score desc, books_1.id desc
    limit 4
) as books_1 on true
order by books_1.hybrid_score desc, books_1.id desc;
-- $1: $words as words
-- $2: 2000 as an integer of 32 bits
-- $3: 3 as a count
-- $4: $vector as a vector of 3 numbers
-- $5: 2000 as an integer of 32 bits
-- $6: 60 as a count
-- $7: 2000 as an integer of 32 bits
-- $8: 3 as a count
-- $9: 2000 as an integer of 32 bits
