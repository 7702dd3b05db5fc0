-- createTrainee, statement 1
insert into training.trainees as trainees_1 (email, full_name)
values
    ($1::text, $2::text);
-- $1: "a@example.test"
-- $2: "A"
