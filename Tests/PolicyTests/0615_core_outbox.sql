\echo # core.outbox: admins and jobs read it; functions write
begin;
\ir fixtures/two_couples.sql
\ir fixtures/shared_rows.sql
prepare try_select(text) as select tenant_id, topic, key, state from core.outbox where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by key, topic;
prepare try_insert(text) as insert into core.outbox (tenant_id, topic, key) values (pg_temp.tenant($1), 'object.put', 'x');
prepare try_update(text) as update core.outbox set state = 'done' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.outbox set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.outbox where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql
rollback;
