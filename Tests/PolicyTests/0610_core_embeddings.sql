\echo # core.embeddings: seen like the row whose text it is; written by jobs
begin;
\ir fixtures/two_couples.sql
\ir fixtures/shared_rows.sql
prepare try_select(text) as select tenant_id, text_preview, visibility from core.embeddings where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by vector_id;
prepare try_insert(text) as insert into core.embeddings (tenant_id, namespace, vector_id, dims, embedding, source_table, source_id, visibility, content_hash) values (pg_temp.tenant($1), 'profiles', 'new', 1024, array_fill(1::real, '{1024}'), 'mediation.profile_documents', pg_temp.key('c', '00f', 9), 'members', repeat('0', 64));
prepare try_update(text) as update core.embeddings set text_preview = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update core.embeddings set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from core.embeddings where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # a vector has the length of its namespace, and what is private to a person is never indexed
reset role;
update core.embeddings set embedding = array_fill(1::real, '{3}');
update core.embeddings set dims = 3, embedding = array_fill(1::real, '{3}');
update core.embeddings set embedding[7] = null;
update core.embeddings set source_table = 'mediation.rant_messages';
insert into core.vector_namespaces (name, model, allowed_tables) values ('rants', 'any', '{mediation.rant_messages}');
update core.embeddings set metadata = jsonb_build_object('text', (select string_agg(md5(n::text), '') from generate_series(1, 4000) n));
rollback;
