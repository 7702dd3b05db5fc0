\echo # coaching: a session is made with its clients, summed up, revised and approved by its coach
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select session_type, participant_count from coaching.create_coaching_session(date '2026-06-01', 'group', array[pg_temp.key('a', '012', 3)], client_key => 'key 1');
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select session_type, participant_count from coaching.create_coaching_session(date '2026-06-01', 'group', array[pg_temp.key('a', '012', 3)], client_key => 'key 1');
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select session_type, participant_count from coaching.create_coaching_session(date '2026-06-01', 'group', array[pg_temp.key('a', '012', 3)], client_key => 'key 1');
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select session_type, participant_count from coaching.create_coaching_session(date '2026-06-01', 'group', array[pg_temp.key('a', '012', 3)], client_key => 'key 1');
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select session_type, participant_count from coaching.create_coaching_session(date '2026-06-01', 'group', array[pg_temp.key('a', '012', 3)], client_key => 'key 1');
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # the same key makes one, with its clients once each
select session_type, participant_count from coaching.create_coaching_session(date '2026-06-01', 'group', array[pg_temp.key('a', '012', 3), pg_temp.key('a', '012', 5), pg_temp.key('a', '012', 3)], 50, client_key => 'key 1');
select session_type from coaching.create_coaching_session(date '2026-07-01', 'workshop', client_key => 'key 1');
select client_id from coaching.client_sessions p join coaching.sessions s on s.id = p.session_id where s.client_key = 'key 1' order by 1;
\echo '# not with a colleague''s client: the same answer as for one of B, and nothing is made'
savepoint tried;
select session_type from coaching.create_coaching_session(date '2026-06-02', 'group', array[pg_temp.key('a', '012', 4)], client_key => 'key 2');
rollback to tried;
select session_type from coaching.create_coaching_session(date '2026-06-02', 'group', array[pg_temp.key('b', '012', 3)], client_key => 'key 2');
rollback to tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select count(*) from coaching.sessions where client_key = 'key 2';
\echo # a summary is saved once for a part, then changed; what is left out stays
select revision, wins, challenges, language from coaching.save_summary(pg_temp.key('a', '013', 5), wins => 'First', language => 'en-GB');
select revision, wins, challenges, language from coaching.save_summary(pg_temp.key('a', '013', 5), challenges => 'Then');
select count(*) from coaching.summaries where client_session_id = pg_temp.key('a', '013', 5);
\echo '# not for a colleague''s, not the machine''s draft'
select revision from coaching.save_summary(pg_temp.key('a', '013', 6), wins => 'Forged');
select revision from coaching.save_summary(pg_temp.key('a', '013', 5), ai_version => 'Forged');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select revision, ai_version from coaching.save_summary(pg_temp.key('a', '013', 5), ai_version => 'Draft');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # revised from what was read; approved as it was read
select revision, wins from coaching.revise_summary(pg_temp.key('a', '014', 3), wins => 'Better', if_revision => 1);
select revision from coaching.revise_summary(pg_temp.key('a', '014', 3), wins => 'Again', if_revision => 1);
select approved_at is not null as approved, revision from coaching.approve_summary(pg_temp.key('a', '014', 3), 2);
select approved_at is not null as approved from coaching.approve_summary(pg_temp.key('a', '014', 3), 1);
select approved_at is not null as approved, revision from coaching.approve_summary(pg_temp.key('a', '014', 3));
select approved_at is not null as approved, revision from coaching.revise_summary(pg_temp.key('a', '014', 3), coach_recommendations => 'Rest');
select revision, saved_by, wins from coaching.summary_revisions where summary_id = pg_temp.key('a', '014', 3) order by 1;
\echo '# a colleague''s summary, one of B, and none: the same answer'
select revision from coaching.revise_summary(pg_temp.key('a', '014', 4), wins => 'Forged');
select revision from coaching.approve_summary(pg_temp.key('b', '014', 3));
select revision from coaching.approve_summary(pg_temp.key('a', '00f', 9));
\echo # who may approve
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select revision from coaching.approve_summary(pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select revision from coaching.approve_summary(pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select revision from coaching.approve_summary(pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select revision from coaching.approve_summary(pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select revision from coaching.approve_summary(pg_temp.key('a', '014', 3));
rollback to tried;
rollback;
