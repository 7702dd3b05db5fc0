\echo # core.stored_objects: seen like the row it belongs to; written by functions and jobs
begin;
\ir fixtures/two_couples.sql
\ir fixtures/shared_rows.sql
prepare try_select(text) as select tenant_id, key, visibility from core.stored_objects where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by key;
prepare try_insert(text) as insert into core.stored_objects (tenant_id, bucket, key, content_type, visibility, source_table, source_id) values (pg_temp.tenant($1), 'profiles', pg_temp.tenant($1) || '/new.pdf', 'application/pdf', 'members', 'a.b', pg_temp.key('c', '00f', 9));
prepare try_update(text) as update core.stored_objects set state = 'deleted' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.stored_objects set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.stored_objects where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # what is managed is seen by admins as well; nothing points at the place of another tenant or out of the bucket
reset role;
update core.stored_objects set visibility = 'managed' where key like '%/2.pdf';
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_admin;
select key, visibility from core.stored_objects order by key;
set local role palisade_member;
select key, visibility from core.stored_objects order by key;
reset role;
update core.stored_objects set key = pg_temp.tenant('d') || '/1.pdf' where tenant_id = pg_temp.tenant('c');
update core.stored_objects set key = pg_temp.tenant('c') || '/../1.pdf' where tenant_id = pg_temp.tenant('c');
update core.stored_objects set owner_user_id = null where key like '%/1.pdf';
rollback;
