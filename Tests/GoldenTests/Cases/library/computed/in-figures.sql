-- peopleFigures
select
    count(*),
    count(distinct library.full_name(people_1.*)),
    sum(library.book_count(people_1.*)),
    (avg(library.book_count(people_1.*)) filter (where library.book_count(people_1.*) > $1::int8))::float8,
    max(library.book_count(people_1.*)),
    max(library.full_name(people_1.*))
from library.people as people_1;
-- $1: 0 as an integer of 64 bits
