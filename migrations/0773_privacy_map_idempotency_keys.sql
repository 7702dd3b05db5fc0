-- The data map of remembered answers. What an operation wrote is logged where it was written; this table of copies, which
-- lasts a day, is not (privacy.apply_map).
set local role palisade_owner;

insert into privacy.mapped_tables (relation, key_columns, tenant_column, clock_column) values
    ('palisade.idempotency_keys', '{tenant_id,user_id,key_hash}', 'tenant_id', null);

insert into privacy.subject_paths
    (relation, path, root_kind, columns, to_relation, to_columns, to_path, row_filter, on_erase, on_anonymize) values
    ('palisade.idempotency_keys', 'owner', 'person', '{user_id}', 'core.users', null, null, null, 'delete', 'delete');

insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) values
    ('palisade.idempotency_keys', 'tenant_id', 'technical', 'row', 'row', 'yes'),
    ('palisade.idempotency_keys', 'user_id', 'reference', 'row', 'row', 'yes'),
    ('palisade.idempotency_keys', 'key_hash', 'technical', 'row', 'row', 'yes'),
    ('palisade.idempotency_keys', 'request_hash', 'technical', 'row', 'row', 'yes'),
    ('palisade.idempotency_keys', 'answer', 'content', 'row', 'row', 'never'),
    ('palisade.idempotency_keys', 'created_at', 'activity', 'row', 'row', 'yes');
