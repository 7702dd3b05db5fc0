-- books
select
    total.count,
    books_1.title,
    books_1.search_rank,
    ts_headline('english'::regconfig, concat_ws(' … ', books_1.title, books_1.summary), websearch_to_tsquery('english'::regconfig, $1::text), 'MaxFragments=2, MaxWords=20, MinWords=5'),
    books_1.id,
    books_1 is distinct from null
from (select (select count(*) from library.books as books_3 where books_3.words @@ websearch_to_tsquery('english'::regconfig, $1::text)) as count) as total
left join (
    select books_1.id, books_1.title, books_1.summary, ts_rank(books_1.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 as search_rank
    from library.books as books_1
    where books_1.words @@ websearch_to_tsquery('english'::regconfig, $1::text)
    order by ts_rank(books_1.words, websearch_to_tsquery('english'::regconfig, $1::text))::float8 desc, books_1.id desc
    limit 3
) as books_1 on true
order by books_1.search_rank desc, books_1.id desc;
-- $1: $words as words
