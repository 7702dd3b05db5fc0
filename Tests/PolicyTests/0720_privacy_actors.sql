\echo # privacy.actors: admins see those of the tenant, members their own; written by triggers alone
begin;
\ir fixtures/two_companies.sql
insert into privacy.actors (tenant_id, user_id, id)
    select pg_temp.tenant(c), pg_temp.key(c, '001', n), pg_temp.key(c, '00d', n) from unnest('{a,b}'::text[]) c, generate_series(3, 4) n;
prepare try_select(text) as select tenant_id, user_id, id from privacy.actors where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into privacy.actors (tenant_id, user_id) values (pg_temp.tenant($1), pg_temp.key($1, '001', 5));
prepare try_update(text) as update privacy.actors set id = gen_random_uuid() where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update privacy.actors set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from privacy.actors where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql
rollback;
