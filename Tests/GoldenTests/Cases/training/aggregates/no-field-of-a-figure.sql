-- trainingSessionsAggregate
select
    ;
