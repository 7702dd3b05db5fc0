-- peopleFigures
select
    library.book_count(people_1.*),
    count(*),
    sum(library.book_count(people_1.*))
from library.people as people_1
group by 1
having sum(library.book_count(people_1.*)) >= $1::numeric
order by sum(library.book_count(people_1.*)) desc, 1
limit 10001;
-- $1: 0.0

-- copyFigures
select
    case when books_2.id is not null then library.heft(books_2.*) end,
    count(*)
from library.copies as copies_1
left join library.books as books_2 on books_2.id = copies_1.book_id
group by 1
order by 1
limit 10001;

-- books
select
    books_1.title,
    people_figures_3.max_full_name
from (
    select books_1.id, books_1.title
    from library.books as books_1
    order by books_1.id
    limit 50
) as books_1
left join lateral (
    select
        max(library.full_name(people_2.*)) as max_full_name
    from library.people as people_2
    where exists (select from library.authorships as authorships_4 where authorships_4.book_id = books_1.id and authorships_4.person_id = people_2.id)
) as people_figures_3 on true
order by books_1.id;
