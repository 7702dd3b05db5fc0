\echo # coaching.clients: seen by the coach who looks after them or has met them, and by admins; analysts see a pseudonym
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, pseudonym from coaching.clients where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.clients (tenant_id, coach_id, name) values (pg_temp.tenant($1), pg_temp.key($1, '010', 3), 'New');
prepare try_update(text) as update coaching.clients set tags = '{changed}' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.clients set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.clients where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a coach gets to no client of a colleague: not by the key, not by giving one to themselves or away
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select name from coaching.clients where id = pg_temp.key('a', '012', 4);
update coaching.clients set coach_id = pg_temp.key('a', '010', 3) where id = pg_temp.key('a', '012', 4);
insert into coaching.clients (coach_id, name) values (pg_temp.key('a', '010', 4), 'Forged');
insert into coaching.clients (name) values ('Nobody''s');
\echo # what they add they can read at once
insert into coaching.clients (coach_id, name) values (pg_temp.key('a', '010', 3), 'Mine') returning name;
\echo # how engaged somebody is, the service says
update coaching.clients set engagement_score = 1;
\echo # an analyst sees neither names nor addresses
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select name from coaching.clients;
select email from coaching.clients;
\echo # an admin gives a client to a colleague; the first coach still knows them by the sessions they had
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update coaching.clients set coach_id = pg_temp.key('a', '010', 4) where id in (pg_temp.key('a', '012', 3), pg_temp.key('a', '012', 5));
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select name from coaching.clients where id in (pg_temp.key('a', '012', 3), pg_temp.key('a', '012', 5));
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
set local role palisade_member;
select name from coaching.clients order by id;
\echo # no coach of organization B; two coaches may have clients of the same address
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update coaching.clients set coach_id = pg_temp.key('b', '010', 4) where id = pg_temp.key('a', '012', 3);
insert into coaching.clients (coach_id, name, email) values (pg_temp.key('a', '010', 4), 'Twin', 'client3@example.test');
rollback;
