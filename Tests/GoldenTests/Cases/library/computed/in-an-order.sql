-- people
select
    people_1.full_name,
    people_1.book_count,
    people_1.id
from (
    select people_1.id, library.book_count(people_1.*) as book_count, library.full_name(people_1.*) as full_name
    from library.people as people_1
    order by library.book_count(people_1.*) desc, library.full_name(people_1.*), people_1.id
    limit 4
) as people_1
order by people_1.book_count desc, people_1.full_name, people_1.id;
