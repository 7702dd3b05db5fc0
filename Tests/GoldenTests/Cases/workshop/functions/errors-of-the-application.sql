-- complain
select
    complain_1.value
from workshop.complain(code => $1::text) as complain_1 (value);
-- $1: "PA409"
