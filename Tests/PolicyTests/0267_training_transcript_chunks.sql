\echo # training.transcript_chunks: like the transcript, the trainee and the service only; added, never changed
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_live_transcripts.sql
prepare try_select(text) as select tenant_id, seq, text from training.transcript_chunks where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by transcript_id, seq;
prepare try_insert(text) as insert into training.transcript_chunks (tenant_id, transcript_id, client_key, speaker, text) values (pg_temp.tenant($1), pg_temp.key($1, '006', 5), 'k1', 'trainee', 'New');
prepare try_update(text) as update training.transcript_chunks set text = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.transcript_chunks set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.transcript_chunks where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo '# a trainee adds nothing to a colleague''s transcript: the same answer as for one of B or none'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 6), 'x', 'trainee', 'Words');
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('b', '006', 5), 'x', 'trainee', 'Words');
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 9), 'x', 'trainee', 'Words');
\echo # numbers follow each other, also within one statement; a key of the app adds one; nobody chooses a number
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 5), 'k2', 'trainee', 'Two'), (pg_temp.key('a', '006', 5), 'k3', 'customer', 'Three') returning seq;
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 5), 'k3', 'trainee', 'Words') on conflict do nothing;
insert into training.transcript_chunks (transcript_id, client_key, speaker, text, seq) values (pg_temp.key('a', '006', 5), 'k9', 'trainee', 'Nine', 9);
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 5), 'k4', 'trainee', 'Words') returning seq;
\echo # times are in order
insert into training.transcript_chunks (transcript_id, client_key, speaker, text, start_ms, end_ms) values (pg_temp.key('a', '006', 5), 'k5', 'trainee', 'x', 100, 50);
\echo # nothing is added to a session that is over, nor to a transcript that was anonymized
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 3), 'late', 'trainee', 'Words');
reset role;
update training.transcripts set is_anonymized = true, anonymized_at = now(), content = '[ANONYMIZED BY USER REQUEST]', structured_content = '{"anonymized": true}' where id = pg_temp.key('a', '006', 5);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.transcript_chunks (transcript_id, client_key, speaker, text) values (pg_temp.key('a', '006', 5), 'late', 'trainee', 'Words');
rollback;
