\echo # core.user_preferences: one row for each person, to read and write, whatever the tenant
begin;
\ir fixtures/two_companies.sql
delete from core.user_preferences where user_id in (pg_temp.key('a', '001', 1), pg_temp.key('b', '001', 4));
prepare try_select(text) as select user_id, personality from core.user_preferences where $1 = 'a' or user_id = pg_temp.key($1, '001', 3);
prepare try_insert(text) as insert into core.user_preferences (user_id) select case $1 when 'a' then palisade.user_id() else pg_temp.key('b', '001', 4) end;
prepare try_update(text) as update core.user_preferences set personality = 'coach' where $1 = 'a' or user_id = pg_temp.key($1, '001', 3);
prepare try_move(text, text) as update core.user_preferences set user_id = pg_temp.key($2, '001', 5) where user_id = pg_temp.key($1, '001', 3);
prepare try_delete(text) as delete from core.user_preferences where user_id = pg_temp.key($1, '001', 3);
\ir fixtures/every_role.sql
rollback;
