-- people
select
    people_1.full_name_2,
    translate(encode(convert_to(json_build_array('Person', people_1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
from (
    select people_1.id, library.full_name(people_1.*) as full_name_2
    from library.people as people_1
    order by people_1.id
    limit 2
) as people_1
order by people_1.id;
