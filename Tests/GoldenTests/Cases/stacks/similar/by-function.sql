-- members
select
    total.count,
    members_1.name,
    members_1.similarity,
    members_1 is distinct from null
from (select (select count(*) from library.members as members_3 where exists (select from library.similar_members(text => $1::text) as similar_4 where members_3.id = similar_4.id and similar_4.similarity::float4 >= $2::float4)) as count) as total
left join (
    select members_1.id, members_1.name, similar_2.similarity::float4 as similarity
    from library.members as members_1
    join library.similar_members(text => $3::text) as similar_2 on members_1.id = any (array[similar_2.id]) and similar_2.similarity::float4 >= $4::float4
    order by similar_2.similarity::float4 desc, members_1.id desc
    limit 50
) as members_1 on true
order by members_1.similarity desc, members_1.id desc;
-- $1: "Ana Kowalski" as words
-- $2: 0.6 as a share
-- $3: "Ana Kowalski" as words
-- $4: 0.6 as a share
