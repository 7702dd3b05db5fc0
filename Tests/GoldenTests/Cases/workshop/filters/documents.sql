-- contains
select
    customers_1.name
from (
    select customers_1.id, customers_1.name
    from workshop.customers as customers_1
    where customers_1.notes @> $1::jsonb
    order by customers_1.id
    limit 50
) as customers_1
order by customers_1.id;
-- $1: $part as JSON

-- hasKey
select
    customers_1.name
from (
    select customers_1.id, customers_1.name
    from workshop.customers as customers_1
    where customers_1.notes ? $1::text
    order by customers_1.id
    limit 50
) as customers_1
order by customers_1.id;
-- $1: "gone"

-- equal
select
    customers_1.name
from (
    select customers_1.id, customers_1.name
    from workshop.customers as customers_1
    where (customers_1.notes #> $1::text[]) = $2::jsonb
    order by customers_1.id
    limit 50
) as customers_1
order by customers_1.id;
-- $1: $path as an array
-- $2: 12 as JSON

-- less
select
    customers_1.name
from (
    select customers_1.id, customers_1.name
    from workshop.customers as customers_1
    where (customers_1.notes #> $1::text[]) <> $2::jsonb and (jsonb_typeof((customers_1.notes #> $1::text[])) = jsonb_typeof($3::jsonb) and (customers_1.notes #> $1::text[]) < $3::jsonb) and (jsonb_typeof((customers_1.notes #> $1::text[])) = jsonb_typeof($4::jsonb) and (customers_1.notes #> $1::text[]) >= $4::jsonb)
    order by customers_1.id
    limit 50
) as customers_1
order by customers_1.id;
-- $1: ["size", "width"] as an array
-- $2: 8 as JSON
-- $3: 12.5 as JSON
-- $4: 7 as JSON

-- kind
select
    total.count
from (select (select count(*) from workshop.customers as customers_2 where (jsonb_typeof((customers_2.notes #> $1::text[])) = jsonb_typeof($2::jsonb) and (customers_2.notes #> $1::text[]) > $2::jsonb)) as count) as total;
-- $1: ["size"] as an array
-- $2: 1 as JSON

-- in
select
    customers_1.name
from (
    select customers_1.id, customers_1.name
    from workshop.customers as customers_1
    where (customers_1.notes #> $1::text[]) = any ($2::jsonb[])
    order by customers_1.id
    limit 50
) as customers_1
order by customers_1.id;
-- $1: ["tags", "1"] as an array
-- $2: ["b", "c"] as an array, each item as JSON

-- absent
select
    total.count
from (select (select count(*) from workshop.customers as customers_2 where coalesce((customers_2.notes #> $1::text[]), 'null') = 'null'::jsonb and customers_2.notes is not null) as count) as total;
-- $1: ["gone"] as an array

-- none
select
    customers_1.name
from (
    select customers_1.id, customers_1.name
    from workshop.customers as customers_1
    where customers_1.notes is null
    order by customers_1.id
    limit 50
) as customers_1
order by customers_1.id;
