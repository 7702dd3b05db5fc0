-- people
select
    total.count,
    people_1.id,
    people_1.full_name_3,
    people_1.initials_4,
    people_1.initials_5,
    people_1.initials_6,
    people_1.book_count_7,
    people_1 is distinct from null
from (select (select count(*) from library.people as people_2) as count) as total
left join (
    select people_1.id, library.full_name(people_1.*) as full_name_3, library.initials(people_1.*) as initials_4, library.initials(people_1.*, separator => $1::text) as initials_5, library.initials(people_1.*, separator => $2::text) as initials_6, library.book_count(people_1.*) as book_count_7
    from library.people as people_1
    order by people_1.id
    limit 2
) as people_1 on true
order by people_1.id;
-- $1: "."
-- $2: $dash
