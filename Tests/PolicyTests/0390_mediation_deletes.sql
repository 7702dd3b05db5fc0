\echo # deleting: hidden from people at once, by whom it belongs to, and never what the other keeps in private
begin;
\ir fixtures/two_couples.sql
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
\echo # what belongs to the other partner, to couple D or to nobody: the same answer
select mediation.delete_rant_message(pg_temp.key('c', '029', 2));
select mediation.delete_rant_message(pg_temp.key('d', '029', 1));
select mediation.delete_rant_message(pg_temp.key('c', '00f', 9));
select mediation.delete_mediator_session(pg_temp.key('c', '025', 2));
select mediation.delete_profile_document(pg_temp.key('c', '027', 2));
select mediation.delete_cycle_event(pg_temp.key('c', '028', 2));
select mediation.delete_repair_plan(pg_temp.key('c', '030', 2));
select mediation.delete_conflict(pg_temp.key('d', '020', 1));
select mediation.delete_memorable_date(pg_temp.key('d', '023', 1));
select mediation.delete_intimacy_event(pg_temp.key('d', '024', 1));
\echo # partner A deletes the conflict: it, its transcript and its analyses are gone for both, what each keeps in private is not
select mediation.delete_conflict(pg_temp.key('c', '020', 1));
select mediation.delete_conflict(pg_temp.key('c', '020', 1)) as once_more;
select count(*) from mediation.conflicts where id = pg_temp.key('c', '020', 1);
select pg_temp.become('c', 2) \g /dev/null
select (select count(*) from mediation.conflicts where id = pg_temp.key('c', '020', 1)) as conflicts,
       (select count(*) from mediation.conflict_segments) as segments, (select count(*) from mediation.conflict_analysis) as analyses,
       (select count(*) from mediation.conflict_analysis_history) as former, (select count(*) from mediation.rant_messages) as own_rants,
       (select count(*) from mediation.mediator_sessions) as sessions, (select count(*) from mediation.repair_plans) as own_plans;
\echo # what is their own, and a shared session only by who opened it
select mediation.delete_mediator_session(pg_temp.key('c', '025', 3));
select mediation.delete_mediator_session(pg_temp.key('c', '025', 2));
select mediation.delete_rant_message(pg_temp.key('c', '029', 2));
select mediation.delete_profile_document(pg_temp.key('c', '027', 2));
select mediation.delete_cycle_event(pg_temp.key('c', '028', 2));
select mediation.delete_repair_plan(pg_temp.key('c', '030', 2));
select mediation.delete_memorable_date(pg_temp.key('c', '023', 1));
select mediation.delete_intimacy_event(pg_temp.key('c', '024', 1));
select (select count(*) from mediation.mediator_sessions) as sessions, (select count(*) from mediation.mediator_messages) as messages,
       (select count(*) from mediation.rant_messages) as rants, (select count(*) from mediation.profile_documents) as documents,
       (select count(*) from mediation.cycle_events) as entries, (select count(*) from mediation.repair_plans) as plans,
       (select count(*) from mediation.memorable_dates) as days, (select count(*) from mediation.intimacy_events) as moments;
\echo # a plan that was deleted gives way to a new one
select partner_requesting, completion_percentage from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{}');
\echo # rows of couple D are as they were
reset role;
select count(*) filter (where deleted_at is not null) as deleted, count(*) from mediation.rant_messages where tenant_id = pg_temp.tenant('d');
\echo # somebody whose membership has ended deletes nothing, nor does anybody without one
update core.memberships set status = 'ended' where user_id = pg_temp.key('c', '001', 1);
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
select mediation.delete_rant_message(pg_temp.key('c', '029', 1));
select set_config('palisade.user_id', pg_temp.key('d', '001', 1)::text, true) \g /dev/null
select mediation.delete_conflict(pg_temp.key('c', '020', 2));
\echo # roles that may not call it
set local role palisade_admin;
select mediation.delete_conflict(pg_temp.key('c', '020', 2));
set local role palisade_anon;
select mediation.delete_conflict(pg_temp.key('c', '020', 2));
\echo # PUBLIC may not call them, and no search path leads them astray
reset role;
select proname, prosecdef, proconfig, pg_get_userbyid(proowner) as owner, has_function_privilege('palisade_authenticator', oid, 'execute') as login_may
from pg_proc where pronamespace = 'mediation'::regnamespace and proname like 'delete%' order by 1;
rollback;
