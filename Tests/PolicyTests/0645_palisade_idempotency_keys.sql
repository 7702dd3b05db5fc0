\echo # palisade.idempotency_keys: seen and answered by the user who sent the operation, and by nobody else
begin;
\ir fixtures/two_companies.sql
insert into palisade.idempotency_keys (tenant_id, user_id, key_hash, request_hash, answer)
select pg_temp.tenant(company), pg_temp.key(company, '001', person), repeat(person::text, 64), repeat('f', 64), company || person
from (values ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 4)) as sent (company, person);
prepare try_select(text) as select left(key_hash, 1) as key, answer from palisade.idempotency_keys order by 1, 2;
prepare try_insert(text) as insert into palisade.idempotency_keys (key_hash, request_hash) values (repeat('e', 64), repeat('f', 64));
prepare try_update(text) as update palisade.idempotency_keys set answer = 'changed' where key_hash ~ '^[134e]' or answer = $1;
prepare try_move(text, text) as update palisade.idempotency_keys set tenant_id = pg_temp.tenant($2) where key_hash ~ '^[134]';
prepare try_delete(text) as delete from palisade.idempotency_keys where key_hash ~ '^[134]';
\ir fixtures/every_role.sql
\echo
\echo ## for another user, or in another tenant
set local role palisade_member;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true) is not null as set;
select set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) is not null as set;
insert into palisade.idempotency_keys (user_id, key_hash, request_hash) values (pg_temp.key('a', '001', 1), repeat('d', 64), repeat('f', 64));
insert into palisade.idempotency_keys (tenant_id, key_hash, request_hash) values (pg_temp.tenant('b'), repeat('d', 64), repeat('f', 64));
\echo ## a key that is taken is no error, and no second row
insert into palisade.idempotency_keys (key_hash, request_hash) values (repeat('d', 64), repeat('f', 64)) on conflict do nothing returning true;
insert into palisade.idempotency_keys (key_hash, request_hash) values (repeat('d', 64), repeat('f', 64)) on conflict do nothing returning true;
rollback;
