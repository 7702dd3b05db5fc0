\echo # training.save_analysis_result: the service keeps a run and takes its scores over; nobody scores themselves
begin;
\ir fixtures/two_companies.sql
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select analysis_type from training.save_analysis_result(pg_temp.key('a', '003', 3), 'combined', 'combined', '2', '{}');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select analysis_type from training.save_analysis_result(pg_temp.key('a', '003', 3), 'combined', 'combined', '2', '{}');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select analysis_type from training.save_analysis_result(pg_temp.key('a', '003', 3), 'combined', 'combined', '2', '{}');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select analysis_type from training.save_analysis_result(pg_temp.key('a', '003', 3), 'combined', 'combined', '2', '{}');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select analysis_type from training.save_analysis_result(pg_temp.key('a', '003', 3), 'combined', 'combined', '2', '{}');
rollback to tried;

reset role;
delete from training.session_analytics where session_id = pg_temp.key('a', '003', 3);
update training.sessions set analytics_summary = null where id = pg_temp.key('a', '003', 3);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
\echo # a session that runs is not analyzed
select 1 from training.save_analysis_result(pg_temp.key('a', '003', 5), 'combined', 'combined', '2', '{}');
update training.sessions set status = 'completed' where id = pg_temp.key('a', '003', 5);
\echo # one analysis brings some scores, the next the others; the session moves on when there is an overall one
select version from training.save_analysis_result(pg_temp.key('a', '003', 5), 'voice_metrics', 'elevenlabs', '2.4', '{"speaking_pace_wpm": 140, "filler_words_count": 3, "talk_time_ratio": 0.5}', 0.9, 1200, 0.01, 'run 1');
select status, processing_status, analytics_summary from training.sessions where id = pg_temp.key('a', '003', 5);
select version from training.save_analysis_result(pg_temp.key('a', '003', 5), 'conversation_analysis', 'openai', '1', '{"overall_score": 81, "skills": {"opening": 80, "closing": 70}}', 0.8, 2100, 0.02, 'run 2');
select status, processing_status, analytics_summary from training.sessions where id = pg_temp.key('a', '003', 5);
select overall_score, talk_time_ratio, speaking_pace_wpm, opening_score, questioning_score, closing_score from training.session_analytics where session_id = pg_temp.key('a', '003', 5);
\echo # the same key keeps one run
select version from training.save_analysis_result(pg_temp.key('a', '003', 5), 'conversation_analysis', 'openai', '9', '{"overall_score": 1}', client_key => 'run 2');
select count(*), max(version) from training.analysis_results where session_id = pg_temp.key('a', '003', 5);
select overall_score from training.session_analytics where session_id = pg_temp.key('a', '003', 5);
\echo # a score that is none changes nothing
select 1 from training.save_analysis_result(pg_temp.key('a', '003', 5), 'combined', 'combined', '3', '{"overall_score": 101}');
select count(*) from training.analysis_results where session_id = pg_temp.key('a', '003', 5);
\echo # nor a session of company B
select 1 from training.save_analysis_result(pg_temp.key('b', '003', 3), 'combined', 'combined', '2', '{}');
\echo # the rollups have followed
select rollup, kept, counted from training.verify_rollups();
rollback;
