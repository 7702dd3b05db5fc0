\echo # training.open_transcript: an admin reads one transcript for a reason, where the company allows it, and the trainee sees that
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_live_transcripts.sql
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;

reset role;
update training.companies set admin_reads_transcripts = true;
\echo # where the company allows it
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
\echo # a reason is needed, and a session of this company
select content from training.open_transcript(pg_temp.key('a', '003', 3), '  why not   ');
select content from training.open_transcript(pg_temp.key('a', '003', 3), null);
select content from training.open_transcript(pg_temp.key('b', '003', 3), 'A complaint, number 12');
select content from training.open_transcript(pg_temp.key('a', '00f', 9), 'A complaint, number 12');
\echo # a session that runs is read with what has been said so far
select content, jsonb_array_length(structured_content) as segments from training.open_transcript(pg_temp.key('a', '003', 5), 'A complaint, number 13');
\echo # the trainee sees who read what and why; a colleague does not
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select reader_user_id = pg_temp.key('a', '001', 1) as by_the_admin, reason from training.transcript_readings where reason like 'A complaint%' order by reason;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
set local role palisade_member;
select count(*) from training.transcript_readings where reason like 'A complaint%';
\echo # without a tenant
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', '', true) \g /dev/null
set local role palisade_admin;
select content from training.open_transcript(pg_temp.key('a', '003', 3), 'A complaint, number 12');
rollback;
