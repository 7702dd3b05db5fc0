\echo # day and hour of the scores are of the time zone of the company, and follow the start
begin;
\ir fixtures/two_companies.sql
update core.tenants set time_zone = 'America/Los_Angeles' where id = pg_temp.tenant('a');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
update training.sessions set started_at = timestamptz '2026-03-02 03:30Z' where id = pg_temp.key('a', '003', 3);
select session_date, session_hour from training.session_analytics where session_id = pg_temp.key('a', '003', 3);
\echo # a statement that says otherwise is not believed
update training.session_analytics set session_date = date '1999-01-01', session_hour = 23 where session_id = pg_temp.key('a', '003', 3) returning session_date, session_hour;
rollback;
