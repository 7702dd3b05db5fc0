\echo # coaching.follow_ups: written by the coach, sent by the service, read by admins
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, subject, status from coaching.follow_ups where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.follow_ups (tenant_id, summary_id, subject) values (pg_temp.tenant($1), pg_temp.key($1, '014', 3), 'New');
prepare try_update(text) as update coaching.follow_ups set subject = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.follow_ups set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.follow_ups where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a coach follows up no summary of a colleague: the same answer as for one of B or none
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into coaching.follow_ups (summary_id, subject) values (pg_temp.key('a', '014', 4), 'Forged');
insert into coaching.follow_ups (summary_id, subject) values (pg_temp.key('b', '014', 3), 'Forged');
insert into coaching.follow_ups (summary_id, subject) values (pg_temp.key('a', '00f', 9), 'Forged');
\echo '# nor learns of a colleague''s template: the same answer as for one that is not there'
insert into coaching.follow_ups (summary_id, template_id) values (pg_temp.key('a', '014', 3), pg_temp.key('a', '015', 4));
insert into coaching.follow_ups (summary_id, template_id) values (pg_temp.key('a', '014', 3), pg_temp.key('b', '015', 3));
insert into coaching.follow_ups (summary_id, template_id) values (pg_temp.key('a', '014', 3), pg_temp.key('a', '00f', 9));
insert into coaching.follow_ups (summary_id, template_id, subject) values (pg_temp.key('a', '014', 3), pg_temp.key('a', '015', 5), 'Shared template') returning subject;
\echo '# the client is the summary''s, and so is the coach'
update coaching.follow_ups set client_id = pg_temp.key('a', '012', 4);
\echo '# states come in their order; the time of sending is the server''s; what was sent stays'
update coaching.follow_ups set status = 'scheduled' where id = pg_temp.key('a', '016', 3);
update coaching.follow_ups set status = 'failed' where id = pg_temp.key('a', '016', 3);
update coaching.follow_ups set status = 'scheduled', scheduled_for = timestamptz '2026-06-01 10:00Z' where id = pg_temp.key('a', '016', 3) returning status;
update coaching.follow_ups set sent_at = now();
update coaching.follow_ups set status = 'sent' where id = pg_temp.key('a', '016', 3) returning sent_at is not null as has_time;
update coaching.follow_ups set status = 'draft' where id = pg_temp.key('a', '016', 3);
update coaching.follow_ups set body = 'Other words' where id = pg_temp.key('a', '016', 3);
insert into coaching.follow_ups (summary_id, status) values (pg_temp.key('a', '014', 3), 'sent');
\echo # a key of the app makes one
insert into coaching.follow_ups (summary_id, subject, client_key) values (pg_temp.key('a', '014', 3), 'Once', 'k1');
insert into coaching.follow_ups (summary_id, subject, client_key) values (pg_temp.key('a', '014', 3), 'Twice', 'k1');
\echo # a template that is deleted takes no message with it
delete from coaching.templates where id = pg_temp.key('a', '015', 3);
select subject, template_id from coaching.follow_ups where id = pg_temp.key('a', '016', 3);
rollback;
