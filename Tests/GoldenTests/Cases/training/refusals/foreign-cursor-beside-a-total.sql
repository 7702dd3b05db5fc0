-- trainees
select
    total.count
from (select (select count(*) from training.trainees as trainees_2) as count) as total;
-- not bound: key 1 of 1 of the cursor "bm8gY3Vyc29yIG9mIG91cnMsIGJ1dCBsb25nIGVub3VnaA"
