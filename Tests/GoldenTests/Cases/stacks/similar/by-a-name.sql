-- authors
select
    total.count,
    authors_1.name,
    authors_1.similarity,
    authors_1.id,
    authors_1 is distinct from null
from (select (select count(*) from library.authors as authors_3 where authors_3.name operator(extensions.%) $1::text) as count) as total
left join (
    select authors_1.id, authors_1.name, extensions.similarity(authors_1.name, $1::text) as similarity
    from library.authors as authors_1
    where authors_1.name operator(extensions.%) $1::text
    order by extensions.similarity(authors_1.name, $1::text) desc, authors_1.id desc
    limit 3
) as authors_1 on true
order by authors_1.similarity desc, authors_1.id desc;
-- $1: $name as words
