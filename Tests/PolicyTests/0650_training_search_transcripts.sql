\echo # training.search_transcripts: a trainee searches their own words, in the language they were spoken in
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_live_transcripts.sql
reset role;
update training.transcripts set content = 'trainee: We were running late. customer: The runner was late too.' where id in (pg_temp.key('a', '006', 3), pg_temp.key('a', '006', 4), pg_temp.key('b', '006', 3));
update training.transcripts set content = 'Die Gespräche dauern, running gags inklusive', language = 'de-DE' where id = pg_temp.key('a', '006', 5);
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select transcript_id, rank > 0 as ranked, headline from training.search_transcripts('running');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select transcript_id, rank > 0 as ranked, headline from training.search_transcripts('running');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select transcript_id, rank > 0 as ranked, headline from training.search_transcripts('running');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select transcript_id, rank > 0 as ranked, headline from training.search_transcripts('running');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select transcript_id, rank > 0 as ranked, headline from training.search_transcripts('running');
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # each language by its own rules, in one answer; the syntax of web searches
select transcript_id, headline from training.search_transcripts('Gespräch');
select count(*) from training.search_transcripts('"runner was"');
select count(*) from training.search_transcripts('running -late');
select count(*) from training.search_transcripts('nothing of this');
select count(*) from training.search_transcripts('running', 0);
select count(*) from training.search_transcripts('');
\echo # a page and the next
select transcript_id from training.search_transcripts('running', 1);
select transcript_id from training.search_transcripts('running', 5, (select rank from training.search_transcripts('running', 1)), (select transcript_id from training.search_transcripts('running', 1)));
\echo # what was anonymized is not found
reset role;
update training.transcripts set is_anonymized = true, anonymized_at = now(), structured_content = '{}' where id = pg_temp.key('a', '006', 3);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select count(*) from training.search_transcripts('runner');
select set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', '', true) \g /dev/null
select count(*) from training.search_transcripts('runner');
rollback;
