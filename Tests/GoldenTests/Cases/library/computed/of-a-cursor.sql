-- people
select
    people_1.full_name_2
from (
    select people_1.family_name, people_1.id, library.full_name(people_1.*) as full_name_2
    from library.people as people_1
    order by people_1.family_name desc, people_1.id desc
    limit 3
) as people_1
order by people_1.family_name desc, people_1.id desc;
