-- node
select
    
from library.books as books_1
where books_1.id = $1::uuid
limit 2;
-- $1: key 1 of the Book of the id "WyJCb29rIiwgImMwMDAwMDAxLTAwMDAtNDAwMC04MDAzLTAwMDAwMDAwMDAwMSJd" as uuid
