\echo # figures and lists: each partner, from what they may see
begin;
\ir fixtures/two_couples.sql
update core.tenants set time_zone = 'America/New_York' where id = pg_temp.tenant('c');
\echo # a couple without conflicts: zeros
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
select total, resolved, avg_severity, days_since_last_conflict, conflicts_per_month from mediation.conflict_stats(1);
reset role;
insert into mediation.conflicts (tenant_id, started_at, severity_score) select pg_temp.tenant('c'), now() - interval '36 hours', 0.1 + 0.2 * n from generate_series(1, 3) n;
insert into mediation.conflicts (tenant_id, started_by_user_id, started_at, severity_score) values (pg_temp.tenant('d'), null, now(), 1);
set local role palisade_member;
select total, active, resolved, round(avg_severity::numeric, 2) as avg_severity, round(max_severity::numeric, 2) as max_severity, days_since_last_conflict in (1, 2) as days_plausible, conflicts_per_month
from mediation.conflict_stats(30);
\echo # what one vents is counted for oneself alone
select count(*) from mediation.rant_emotion_trend();
select content from mediation.add_rant_message('a', sentiment_score => -1, emotion_tags => '{angry,hurt}');
select content from mediation.add_rant_message('b', sentiment_score => 0, emotion_tags => '{angry}');
select week = date_trunc('week', now() at time zone 'America/New_York')::date as this_week, emotion, message_count, avg_sentiment from mediation.rant_emotion_trend(7);
select pg_temp.become('c', 2) \g /dev/null
select count(*) from mediation.rant_emotion_trend();
\echo # the calendar of each partner: leap days, private entries, days of the time zone
select pg_temp.become('c', 1) \g /dev/null
select day, kind, title, partner_id from mediation.calendar('2026-02-01', '2026-05-31');
select pg_temp.become('c', 2) \g /dev/null
select day, kind, title, partner_id from mediation.calendar('2026-05-01', '2026-05-31');
select day, kind, title from mediation.calendar('2027-12-31', '2028-03-01');
select day, kind, title from mediation.calendar('2019-12-31', '2020-02-29');
select count(*) from mediation.calendar('2026-05-02', '2026-05-01');
select count(*) from mediation.calendar('2026-01-01', '2027-12-31');
\echo # reminders: from seven days before, once each time the day comes
select title from mediation.due_reminders('2026-02-20');
select title from mediation.due_reminders('2026-02-21');
select title from mediation.due_reminders('2026-02-28');
select title from mediation.due_reminders('2026-03-01');
reset role;
update mediation.memorable_dates set last_reminded_at = '2026-02-22 12:00Z' where tenant_id = pg_temp.tenant('c');
set local role palisade_member;
select title from mediation.due_reminders('2026-02-28');
select title from mediation.due_reminders('2027-02-28');
reset role;
update mediation.memorable_dates set reminder_enabled = false where tenant_id = pg_temp.tenant('c');
set local role palisade_member;
select title from mediation.due_reminders('2027-02-28');
\echo # roles that may not call it
set local role palisade_admin;
select total from mediation.conflict_stats();
set local role palisade_analyst;
select count(*) from mediation.rant_emotion_trend();
rollback;
