\echo # training.session_analytics: the trainee and admins; analysts see no row
begin;
\ir fixtures/two_companies.sql
prepare try_select(text) as select tenant_id, overall_score from training.session_analytics where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into training.session_analytics (tenant_id, session_id, overall_score) values (pg_temp.tenant($1), pg_temp.key($1, '003', 5), 50);
prepare try_update(text) as update training.session_analytics set overall_score = 99 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update training.session_analytics set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from training.session_analytics where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a trainee scores no session: the same answer for one of their own, of a colleague, of company B, and for none
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into training.session_analytics (session_id, overall_score) values (pg_temp.key('a', '003', 5), 100);
insert into training.session_analytics (session_id, overall_score) values (pg_temp.key('a', '003', 6), 100);
insert into training.session_analytics (session_id, overall_score) values (pg_temp.key('b', '003', 5), 100);
insert into training.session_analytics (session_id, overall_score) values (pg_temp.key('a', '00f', 9), 100);
update training.session_analytics set overall_score = 100;
\echo # scores out of range are refused, of the service too; and a second row for a session
set local role palisade_service;
update training.session_analytics set talk_time_ratio = 1.5;
insert into training.session_analytics (session_id, overall_score) values (pg_temp.key('a', '003', 3), 1);
rollback;
