\echo # what a couple enters in its calendar, and documents: each once
begin;
\ir fixtures/two_couples.sql
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
\echo # the diary is private unless shared; the day of the cycle is counted from what is seen
select id as entry, partner_id, visibility, cycle_day, event_date from mediation.log_cycle_event('period_start', '2026-05-20', '{cramps}', 'Early.', client_key => 'k') \gset
select id = :'entry' as same, notes, cycle_day from mediation.log_cycle_event('period_end', '2026-05-24', client_key => 'k');
select cycle_day, visibility from mediation.log_cycle_event('mood_log', '2026-05-22', visibility => 'shared');
select event_date = mediation.today() as today from mediation.log_cycle_event('symptom_log');
select 1 from mediation.log_cycle_event('prediction', '2026-06-17');
select pg_temp.become('c', 1) \g /dev/null
select event_type, cycle_day from mediation.cycle_events_by_day where event_date > '2026-05-10' and event_date < '2026-06-01';
\echo # a day is kept by either partner and replaced whole
select id as day, title, reminder_days_before, color_tag, version from mediation.save_memorable_date('birthday', 'Mia', '1990-02-01', partner_id => 'partner_b', client_key => 'k') \gset
select id = :'day' as same from mediation.save_memorable_date('birthday', 'Mia', '1990-02-01', client_key => 'k');
select pg_temp.become('c', 2) \g /dev/null
select id = :'day' as same, title, partner_id, is_recurring, reminder_days_before, version from mediation.save_memorable_date('milestone', 'Moving', '2026-02-01', :'day', is_recurring => false, reminder_days_before => 3);
select 1 from mediation.save_memorable_date('birthday', 'x', '1990-02-01', pg_temp.key('d', '023', 1));
select 1 from mediation.save_memorable_date('birthday', 'x', '1990-02-01', pg_temp.key('c', '00f', 9));
select last_reminded_at is not null as reminded from mediation.mark_reminded(:'day');
select 1 from mediation.mark_reminded(pg_temp.key('d', '023', 1));
\echo # a moment, once
select id as moment, days_since_last_event, days_since_last_conflict from mediation.log_intimacy_event('2026-05-12 22:00Z', client_key => 'k') \gset
select id = :'moment' as same, occurred_at from mediation.log_intimacy_event(client_key => 'k');
select initiator_partner_id from mediation.log_intimacy_event('2026-05-13 22:00Z', 'partner_b', true, '{"cipher": "…"}');
\echo # a document, once; the place of its file is made by the server
select id as document, partner_id, visibility, vector_id, file_path = tenant_id || '/' || id || '.pdf' as by_key from mediation.upload_profile_document('girlfriend_profile', 'me.pdf', 'partner_b', content_sha256 => repeat('a', 64), size_bytes => 5000000000, page_count => 3, client_key => 'k') \gset
select id = :'document' as same, filename from mediation.upload_profile_document('handbook', 'other.pdf', client_key => 'k');
select 1 from mediation.upload_profile_document('novel', 'x.pdf');
select 1 from mediation.upload_profile_document('handbook', 'x.pdf', content_sha256 => 'abc');
select pg_temp.become('c', 1) \g /dev/null
select filename from mediation.profile_documents where id = :'document';
\echo # roles that may not call it
set local role palisade_admin;
select 1 from mediation.log_cycle_event('mood_log');
set local role palisade_analyst;
select 1 from mediation.log_intimacy_event();
rollback;
