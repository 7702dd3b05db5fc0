\echo # mediation.profile_documents: each partner their own, and what the other shares; jobs index them
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, filename, visibility from mediation.profile_documents where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into mediation.profile_documents (tenant_id, profile_type, filename) values (pg_temp.tenant($1), 'personality', 'New.pdf');
prepare try_update(text) as update mediation.profile_documents set page_count = 7 where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.profile_documents set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.profile_documents where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a partner shares what is theirs, not what the other uploaded
select pg_temp.become('c', 2) \g /dev/null
set local role palisade_member;
update mediation.profile_documents set visibility = 'private' where id = pg_temp.key('c', '027', 3) returning filename;
update mediation.profile_documents set visibility = 'shared' where id = pg_temp.key('c', '027', 1) returning filename;
update mediation.profile_documents set visibility = 'shared' where id = pg_temp.key('c', '027', 2) returning filename;
select pg_temp.become('c', 1) \g /dev/null
select filename from mediation.profile_documents order by id;
\echo # where the file lies is for the server to say
update mediation.profile_documents set file_path = '../secrets';
insert into mediation.profile_documents (profile_type, filename, file_path) values ('handbook', 'x.pdf', '../secrets');
insert into mediation.profile_documents (profile_type, filename) values ('handbook', '../../x.pdf') returning file_path = tenant_id || '/' || id || '.pdf' as by_key;
insert into mediation.profile_documents (owner_user_id, profile_type, filename) values (pg_temp.key('c', '001', 2), 'handbook', 'Forged.pdf');
update mediation.profile_documents set vector_id = 'x';
rollback;
