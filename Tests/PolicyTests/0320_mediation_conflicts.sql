\echo # mediation.conflicts: both partners see and keep them; nobody else but jobs
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, severity_score, status from mediation.conflicts where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.conflicts (tenant_id, severity_score) values (pg_temp.tenant($1), 0.1);
prepare try_update(text) as update mediation.conflicts set severity_score = 1 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.conflicts set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.conflicts where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a status only moves forward, one step of the way at a time
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
update mediation.conflicts set status = 'resolved' where id = pg_temp.key('c', '020', 1);
update mediation.conflicts set status = 'processing' where id = pg_temp.key('c', '020', 1) returning status, ended_at is not null as ended, transcript_path;
update mediation.conflicts set status = 'active' where id = pg_temp.key('c', '020', 1);
\echo # where a transcript lies, how long it is and whether the row is there is for the server to say
update mediation.conflicts set transcript_path = 'elsewhere';
update mediation.conflicts set segment_count = 0;
update mediation.conflicts set deleted_at = now();
insert into mediation.conflicts (transcript_path) values ('elsewhere');
\echo # ranges, and an account of the other couple
insert into mediation.conflicts (severity_score) values (1.01);
insert into mediation.conflicts (cycle_phase) values ('full moon');
insert into mediation.conflicts (started_by_user_id) values (pg_temp.key('d', '001', 1));
\echo # a company has no conflicts
reset role;
insert into core.tenants (id, kind) values (pg_temp.tenant('a'), 'company');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true) \g /dev/null
set local role palisade_service;
insert into mediation.conflicts (started_by_user_id) values (null);
rollback;
