\echo # row, object and vector of one thing: what is missing is found and asked for again
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, kind, bucket from mediation.copied_rows where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by kind, source_id;
prepare try_insert(text) as select has_table_privilege('mediation.copied_rows', 'insert') and $1 is not null as may;
prepare try_update(text) as select has_table_privilege('mediation.copied_rows', 'update') and $1 is not null as may;
prepare try_move(text, text) as select has_table_privilege('mediation.copied_rows', 'update') and $1 <> $2 as may;
prepare try_delete(text) as select has_table_privilege('mediation.copied_rows', 'delete') and $1 is not null as may;
\ir fixtures/every_partner.sql

\echo # nothing is there yet, and all of it is asked for already
reset role;
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_service;
select mediation.verify_data_integrity();
select kind, count(*), bool_or(in_object) as in_object, bool_or(in_vector) as in_vector from core.integrity_findings group by 1 order by 1;
select mediation.sync_missing_data() as asked;
\echo # the jobs are done, one object is lost, another was changed behind our back
reset role;
update core.outbox set state = 'done', done_at = now();
update core.stored_objects set state = 'stored';
update core.stored_objects as object set sha256 = copied.sha256 from mediation.copied_rows copied where object.key = copied.key;
update core.stored_objects set state = 'pending' where key like '%_repair_partner_a.json';
update core.stored_objects set sha256 = repeat('b', 64) where bucket = 'analysis';
insert into core.embeddings (tenant_id, namespace, vector_id, dims, embedding, source_table, source_id, visibility, content_hash)
select tenant_id, namespace, vector_id, 1024, array_fill(1::real, '{1024}'), source_table, source_id, 'members', repeat('0', 64) from mediation.copied_rows;
set local role palisade_service;
select mediation.verify_data_integrity('{repair_plan,analysis}');
select kind, in_object, in_vector, hash_match from core.integrity_findings where kind in ('repair_plan', 'analysis') order by 1, 2;
select mediation.sync_missing_data('{repair_plan,analysis}') as asked;
select mediation.sync_missing_data('{repair_plan,analysis}') as asked;
select topic, split_part(key, '/', 1) as place from core.outbox where state = 'pending' order by 2, 1;
\echo # side by side, for whoever sees the row
set local role palisade_member;
select kind, object_state, hash_match, in_vector from mediation.ground_truth('repair_plan', pg_temp.key('c', '030', 1));
select kind, object_state, hash_match from mediation.ground_truth('repair_plan', pg_temp.key('c', '030', 2));
select kind, object_state, hash_match, vector_id from mediation.ground_truth('analysis', pg_temp.key('c', '022', 1));
select kind from mediation.ground_truth('analysis', pg_temp.key('d', '022', 1));
\echo # what is deleted is never asked for; an object that outlived its row is found
select mediation.delete_repair_plan(pg_temp.key('c', '030', 1));
set local role palisade_service;
select mediation.verify_data_integrity('{repair_plan}');
select mediation.sync_missing_data('{repair_plan}') as asked;
reset role;
update core.stored_objects set state = 'stored' where key like '%_repair_partner_a.json';
set local role palisade_service;
select mediation.verify_data_integrity('{repair_plan}');
select kind, in_db, in_object from core.integrity_findings where kind = 'repair_plan' order by in_db;
select mediation.sync_missing_data('{repair_plan}') as asked;
\echo # for jobs alone
set local role palisade_member;
select mediation.verify_data_integrity();
select mediation.sync_missing_data();
rollback;
