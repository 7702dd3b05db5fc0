\echo # training: a session is begun, added to, described and ended by its trainee, and nothing twice
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_live_transcripts.sql
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select title, status, started_at is not null as begun from training.start_training_session('First call', 'key 1');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select title, status, started_at is not null as begun from training.start_training_session('First call', 'key 1');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select title, status, started_at is not null as begun from training.start_training_session('First call', 'key 1');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select title, status, started_at is not null as begun from training.start_training_session('First call', 'key 1');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select title, status, started_at is not null as begun from training.start_training_session('First call', 'key 1');
rollback to tried;

\echo # the same key begins one, with transcript and participant
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select title, client_key from training.start_training_session('First call', 'key 1', 'de-DE');
select title, client_key from training.start_training_session('Another title', 'key 1');
select count(*) from training.sessions where client_key = 'key 1';
select language, is_anonymized from training.transcripts join training.sessions s on s.id = session_id where s.client_key = 'key 1';
select speaker, kind, display_name from training.session_participants join training.sessions s on s.id = session_id where s.client_key = 'key 1';
\echo # a colleague may have the same key
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
set local role palisade_member;
select title, client_key from training.start_training_session('Mine', 'key 1');
\echo # pieces are numbered; the same key adds one
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 5), 'p1', 'trainee', 'Good morning');
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 5), 'p2', 'customer', 'Morning', 1000, 1500, '{"confidence": 0.8}');
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 5), 'p1', 'trainee', 'Said otherwise');
select seq, speaker, text, payload from training.transcript_chunks order by seq;
\echo '# not to a colleague''s session, one of company B, or none: the same answer'
select * from training.append_transcript_chunk(pg_temp.key('a', '003', 6), 'p1', 'trainee', 'x');
select * from training.append_transcript_chunk(pg_temp.key('b', '003', 5), 'p1', 'trainee', 'x');
select * from training.append_transcript_chunk(pg_temp.key('a', '00f', 9), 'p1', 'trainee', 'x');
\echo # sound is described name by name, with a version only the one that was read
select audio_quality, version from training.update_audio_metrics(pg_temp.key('a', '003', 5), '{"codec": "opus", "bitrate": 32000}', 1);
select audio_quality, version from training.update_audio_metrics(pg_temp.key('a', '003', 5), '{"bitrate": 48000}');
select audio_quality from training.update_audio_metrics(pg_temp.key('a', '003', 5), '{"bitrate": 1}', 1);
select audio_quality from training.update_audio_metrics(pg_temp.key('a', '003', 6), '{"bitrate": 1}');
select audio_quality from training.update_audio_metrics(pg_temp.key('a', '003', 5), '[1]');
\echo # ended, and then nothing more is added; asking for a piece that is there answers all the same
select status from training.update_session_status(pg_temp.key('a', '003', 5), 'completed');
select status from training.update_session_status(pg_temp.key('a', '003', 5), 'completed');
select status from training.update_session_status(pg_temp.key('a', '003', 5), 'archived', 1);
select status from training.update_session_status(pg_temp.key('a', '003', 6), 'completed');
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 5), 'p2', 'customer', 'Morning');
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 5), 'p3', 'customer', 'Late');
\echo # nobody but trainees and the service
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select seq from training.append_transcript_chunk(pg_temp.key('a', '003', 6), 'p9', 'trainee', 'x');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select seq from training.append_transcript_chunk(pg_temp.key('a', '003', 6), 'p9', 'trainee', 'x');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select seq from training.append_transcript_chunk(pg_temp.key('a', '003', 6), 'p9', 'trainee', 'x');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select seq from training.append_transcript_chunk(pg_temp.key('a', '003', 6), 'p9', 'trainee', 'x');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select seq from training.append_transcript_chunk(pg_temp.key('a', '003', 6), 'p9', 'trainee', 'x');
rollback to tried;

\echo # archiving and taking back, each twice; a session of company B is none
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select status, version from training.archive_session(pg_temp.key('a', '003', 3));
select status, version from training.archive_session(pg_temp.key('a', '003', 3));
select title, content from training.sessions as s join training.transcripts as t on t.session_id = s.id where s.id = pg_temp.key('a', '003', 3);
select status, version from training.restore_session(pg_temp.key('a', '003', 3));
select status, version from training.restore_session(pg_temp.key('a', '003', 3));
select status from training.archive_session(pg_temp.key('a', '003', 3), 1);
select status from training.archive_session(pg_temp.key('a', '003', 4));
select status from training.archive_session(pg_temp.key('b', '003', 3));
select status from training.restore_session(pg_temp.key('b', '003', 3));
\echo # a session that runs is not archived
set local role palisade_service;
select status from training.archive_session(pg_temp.key('a', '003', 6));
rollback to tried;

\echo # the service on rows of company B
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select seq from training.append_transcript_chunk(pg_temp.key('b', '003', 5), 'p9', 'trainee', 'x');
select status from training.update_session_status(pg_temp.key('b', '003', 5), 'completed');
rollback;
