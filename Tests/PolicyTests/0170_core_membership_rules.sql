\echo # rules of memberships: what a couple is, and that somebody runs a tenant
begin;
\ir fixtures/two_couples.sql
insert into core.tenants (id, kind) values (pg_temp.tenant('a'), 'company');
insert into core.users (id, email) select pg_temp.key('a', '001', n), 'a' || n || '@example.test' from generate_series(1, 3) n;
insert into core.memberships (tenant_id, user_id, role, display_name)
    select pg_temp.tenant('a'), pg_temp.key('a', '001', n), (array['admin', 'admin', 'member'])[n], 'A ' || n from generate_series(1, 3) n;
\echo # a couple has two partners, and no admin, whoever writes it
update core.memberships set role = 'admin' where user_id = pg_temp.key('c', '001', 1);
update core.memberships set partner_slot = null where user_id = pg_temp.key('c', '001', 1);
insert into core.memberships (tenant_id, user_id, display_name, partner_slot) values (pg_temp.tenant('c'), pg_temp.key('c', '001', 3), 'Third', 'partner_b');
insert into core.memberships (tenant_id, user_id, display_name) values (pg_temp.tenant('c'), pg_temp.key('c', '001', 3), 'Third');
\echo # other tenants have no slots
update core.memberships set partner_slot = 'partner_a' where user_id = pg_temp.key('a', '001', 1);
\echo # the last admin stays one, whether the other stepped down, was suspended or left
select pg_temp.become('a', 1) \g /dev/null
set local role palisade_admin;
update core.memberships set role = 'member' where role = 'admin';
update core.memberships set role = 'member' where user_id = pg_temp.key('a', '001', 2) returning role;
update core.memberships set role = 'member' where user_id = pg_temp.key('a', '001', 1);
update core.memberships set status = 'suspended' where user_id = pg_temp.key('a', '001', 1);
select role, count(*) from core.set_member_role(pg_temp.key('a', '001', 1), 'member') group by 1;
select status from core.remove_member(pg_temp.key('a', '001', 1));
select status from core.set_member_status(pg_temp.key('a', '001', 1), 'suspended');
select core.leave_tenant();
\echo # another admin, and it may step down
select role from core.set_member_role(pg_temp.key('a', '001', 2), 'admin');
select role from core.set_member_role(pg_temp.key('a', '001', 1), 'analyst');
select display_name, role, status from core.memberships order by 1;
\echo # a tenant that goes takes its last admin with it
reset role;
delete from core.memberships where tenant_id = pg_temp.tenant('a');
delete from core.tenants where id = pg_temp.tenant('a');
rollback;
