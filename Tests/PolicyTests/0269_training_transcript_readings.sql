\echo # training.transcript_readings: who read what is seen by the person who was read and by admins, and written by nobody
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_live_transcripts.sql
prepare try_select(text) as select tenant_id, transcript_id, reason from training.transcript_readings where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by transcript_id;
prepare try_insert(text) as insert into training.transcript_readings (tenant_id, transcript_id, trainee_id, reason) values (pg_temp.tenant($1), pg_temp.key($1, '006', 3), pg_temp.key($1, '002', 3), 'No reason at all');
prepare try_update(text) as update training.transcript_readings set reason = 'Something else' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.transcript_readings set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.transcript_readings where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a reader who leaves is no longer named, but that somebody read stays
reset role;
delete from core.memberships where tenant_id = pg_temp.tenant('a') and user_id = pg_temp.key('a', '001', 1);
select reader_user_id, reason from training.transcript_readings where tenant_id = pg_temp.tenant('a') order by transcript_id;
rollback;
