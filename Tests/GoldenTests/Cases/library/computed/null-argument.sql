-- people
select
    people_1.id,
    people_1.initials_2,
    people_1.initials_3
from (
    select people_1.id, library.initials(people_1.*, separator => null::text) as initials_2, library.initials(people_1.*) as initials_3
    from library.people as people_1
    order by people_1.id
    limit 1
) as people_1
order by people_1.id;
