-- named
select
    translate(encode(convert_to(json_build_array('Person', people_1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
    library.full_name(people_1.*),
    people_1.given_name
from library.people as people_1
where people_1.id = $1::int8
limit 2;
-- $1: key 1 of the Person of the id "WyJQZXJzb24iLCAiMTAxIl0" as an integer of 64 bits
