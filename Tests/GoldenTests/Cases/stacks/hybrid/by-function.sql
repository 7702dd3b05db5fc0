-- notes
select
    notes_1.body,
    notes_1.hybrid_score,
    notes_1.search_rank,
    notes_1.search_headline,
    nullif(notes_1.nearest_distance, 'NaN')
from (
    select notes_1.id, notes_1.body, fused_8.score as hybrid_score, fused_8.words_rank as search_rank, fused_8.headline as search_headline, fused_8.distance as nearest_distance
    from library.notes as notes_1
    join (
        select places_7.id, sum(1 / ($1::int8 + places_7.place)::float8) as score, max(places_7.words_rank) as words_rank, max(places_7.distance) as distance, max(places_7.headline) as headline
        from (
            select ranked_4.id, rank() over (order by ranked_4.figure desc nulls last) as place, ranked_4.figure as words_rank, null::float8 as distance, ranked_4.headline
            from (
                select notes_3.id, found_2.rank::float8 as figure, found_2.headline
                from library.notes as notes_3
                join library.search_notes(query => $2::text) as found_2 on notes_3.id = any (array[found_2.id])
                order by figure desc nulls last, notes_3.id
                limit $3::int8
            ) as ranked_4
            union all
            select near_6.id, rank() over (order by near_6.figure), null::float8, near_6.figure, null::text
            from (
                select notes_5.id, (notes_5.embedding operator(extensions.<=>) $4::extensions.vector) + 0 as figure
                from library.notes as notes_5
                where notes_5.embedding is not null
                order by figure, notes_5.id
                limit $3::int8
            ) as near_6
        ) as places_7
        group by places_7.id
    ) as fused_8 on notes_1.id = any (array[fused_8.id])
    order by fused_8.score desc, notes_1.id desc
    limit 50
) as notes_1
order by notes_1.hybrid_score desc, notes_1.id desc;
-- $1: 1 as a count
-- $2: "anger" as words
-- $3: 2 as a count
-- $4: [1.0, 0.0, 0.0] as a vector of 3 numbers
