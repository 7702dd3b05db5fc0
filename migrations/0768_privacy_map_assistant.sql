-- The data map of module assistant: all of it is one person's.
set local role palisade_owner;

insert into privacy.mapped_tables (relation, key_columns, tenant_column, clock_column) values
    ('assistant.conversations', '{tenant_id,id}', 'tenant_id', 'updated_at'),
    ('assistant.messages',      '{tenant_id,id}', 'tenant_id', 'created_at');

insert into privacy.subject_paths
    (relation, path, root_kind, columns, to_relation, to_columns, to_path, row_filter, on_erase, on_anonymize) values
    ('assistant.conversations', 'owner', 'person', '{user_id}', 'core.users', null, null,
        null, 'delete', 'delete'),
    ('assistant.messages', 'owner', 'person', '{user_id}', 'core.users', null, null,
        null, 'delete', 'delete');

insert into privacy.data_map
    (relation, column_name, category, is_special, path, erase, anonymize, export, replacement, is_replaced, reason) values
    ('assistant.conversations', 'tenant_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'user_id', 'reference', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'title', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'personality', 'preference', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'language', 'preference', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'message_count', 'activity', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'last_seq', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'client_key', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'version', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'created_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'updated_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.conversations', 'deleted_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),

    ('assistant.messages', 'tenant_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'conversation_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'user_id', 'reference', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'seq', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'role', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'content', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'language', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'tokens_used', 'activity', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'model', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'metadata', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'client_key', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'created_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'deleted_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('assistant.messages', 'search_vector', 'content', false, null, 'row', 'row', 'never', null, null, null);
