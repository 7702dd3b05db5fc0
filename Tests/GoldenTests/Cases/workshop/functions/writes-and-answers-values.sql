-- there, statement 1
select
    renumber_1.value
from workshop.renumber(by => $1::int4) with ordinality as renumber_1 (value, position)
order by renumber_1.position
limit 501;
-- $1: 10 as an integer of 32 bits

-- back, statement 1
select
    renumber_1.value
from workshop.renumber(by => $1::int4) with ordinality as renumber_1 (value, position)
order by renumber_1.position
limit 501;
-- $1: -10 as an integer of 32 bits
