-- trainees
select
    total.count
from (select (select count(*) from training.trainees as trainees_2) as count) as total;
