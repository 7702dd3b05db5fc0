-- traineesAggregate
select
    count(*),
    bool_or(trainees_1.is_active),
    bool_and(trainees_1.is_active),
    bool_and(trainees_1.is_active) filter (where trainees_1.team = $1::text),
    bool_or(trainees_1.is_active) filter (where trainees_1.email = $2::text)
from training.trainees as trainees_1;
-- $1: "Renewals"
-- $2: "nobody@example.com"
