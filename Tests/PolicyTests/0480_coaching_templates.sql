\echo # coaching.templates: a coach sees their own and the shared ones and keeps their own; admins keep all
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
prepare try_select(text) as select tenant_id, name, variables from coaching.templates where $1 = 'a' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as insert into coaching.templates (tenant_id, coach_id, name, type, content) values (pg_temp.tenant($1), pg_temp.key($1, '010', 3), 'New', 'reminder', '{{day}} {{ hour }} {{day}} {{Not}}');
prepare try_update(text) as update coaching.templates set content = 'For {{someone}}' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update coaching.templates set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from coaching.templates where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_role.sql

\echo # a coach shares nothing with all, writes none for a colleague, and changes no shared one
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
insert into coaching.templates (name, type, content) values ('Shared', 'reminder', 'x');
insert into coaching.templates (coach_id, name, type, content) values (pg_temp.key('a', '010', 4), 'Forged', 'reminder', 'x');
update coaching.templates set content = 'Forged' where coach_id is null;
select name from coaching.templates where id = pg_temp.key('a', '015', 4);
\echo # the names of the gaps are those of the content, and nobody writes them
insert into coaching.templates (coach_id, name, type, content) values (pg_temp.key('a', '010', 3), 'New', 'reminder', '{{day}} {{ hour }} {{day}} {{Not}} {{1}}') returning variables;
update coaching.templates set variables = '{}';
\echo '# one default of a kind for each coach; a colleague''s does not stand in the way, nor show'
insert into coaching.templates (coach_id, name, type, content, is_default) values (pg_temp.key('a', '010', 3), 'First', 'reminder', 'x', true);
insert into coaching.templates (coach_id, name, type, content, is_default) values (pg_temp.key('a', '010', 3), 'Second', 'reminder', 'x', true);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
set local role palisade_member;
insert into coaching.templates (coach_id, name, type, content, is_default) values (pg_temp.key('a', '010', 4), 'Other', 'reminder', 'x', true);
\echo # an admin shares one
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
insert into coaching.templates (name, type, content) values ('For all', 'reminder', 'x');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select name from coaching.templates where coach_id is null order by name;
rollback;
