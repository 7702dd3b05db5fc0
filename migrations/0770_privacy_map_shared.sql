-- The data map of what modules share: invitations, and copies of content outside of its table. Keys of the outbox are made
-- of ids.
set local role palisade_owner;

insert into privacy.mapped_tables (relation, key_columns, tenant_column, clock_column) values
    ('core.invitations',        '{tenant_id,id}', 'tenant_id', 'created_at'),
    ('core.stored_objects',     '{tenant_id,id}', 'tenant_id', null),
    ('core.embeddings',         '{tenant_id,id}', 'tenant_id', null),
    ('core.outbox',             '{tenant_id,id}', 'tenant_id', null),
    ('core.integrity_findings', '{tenant_id,id}', 'tenant_id', null);

insert into privacy.subject_paths
    (relation, path, root_kind, columns, to_relation, to_columns, to_path, row_filter, on_erase, on_anonymize) values
    ('core.invitations', 'owner', 'person', '{accepted_by_user_id}', 'core.users', null, null,
        null, 'delete', 'delete'),
    ('core.invitations', 'inviter', 'person', '{invited_by_user_id}', 'core.users', null, null,
        null, 'redact', 'redact'),
    ('core.stored_objects', 'owner', 'person', '{owner_user_id}', 'core.users', null, null,
        null, 'delete', 'delete'),
    ('core.stored_objects', 'shared', 'person', '{}', 'core.memberships', '{}', 'owner',
        'r.owner_user_id is null and r.source_table in (''mediation.conflicts'', ''mediation.conflict_analysis'')', 'delete', 'delete'),
    ('core.embeddings', 'owner', 'person', '{owner_user_id}', 'core.users', null, null,
        null, 'delete', 'delete'),
    ('core.embeddings', 'shared', 'person', '{}', 'core.memberships', '{}', 'owner',
        'r.owner_user_id is null and r.source_table in (''mediation.conflicts'', ''mediation.conflict_analysis'')', 'delete', 'delete'),
    ('core.embeddings', 'summary', 'person', '{source_id}', 'coaching.summaries', '{id}', 'owner',
        'r.source_table = ''coaching.summaries''', 'delete', 'delete');

insert into privacy.data_map
    (relation, column_name, category, is_special, path, erase, anonymize, export, replacement, is_replaced, reason) values
    ('core.invitations', 'tenant_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'email', 'contact', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'role', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'display_name', 'identity', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'partner_slot', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'status', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'invited_by_user_id', 'reference', false, 'inviter', 'clear', 'clear', 'yes', null, null, null),
    ('core.invitations', 'accepted_by_user_id', 'reference', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'expires_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'created_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.invitations', 'updated_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),

    ('core.stored_objects', 'tenant_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'bucket', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'key', 'file', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'sha256', 'file', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'size_bytes', 'file', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'content_type', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'owner_user_id', 'reference', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'visibility', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'state', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'source_table', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'source_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'created_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.stored_objects', 'updated_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),

    ('core.embeddings', 'tenant_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'namespace', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'vector_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'dims', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'embedding', 'derived', false, null, 'row', 'row', 'never', null, null, null),
    ('core.embeddings', 'source_table', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'source_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'owner_user_id', 'reference', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'visibility', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'chunk', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'content_hash', 'derived', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'text_preview', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'metadata', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'created_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('core.embeddings', 'updated_at', 'technical', false, null, 'row', 'row', 'yes', null, null, null),

    ('core.outbox', 'tenant_id', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'id', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'seq', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'topic', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'key', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'payload', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'state', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'attempts', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'not_before', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'claimed_at', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'last_error', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'done_at', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.outbox', 'created_at', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),

    ('core.integrity_findings', 'tenant_id', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'id', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'kind', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'source_id', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'in_db', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'in_object', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'in_vector', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'hash_match', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('core.integrity_findings', 'checked_at', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null);

-- A namespace describes vectors of everybody: nobody's rows, and no tenant's.
insert into privacy.mapped_tables (relation, key_columns) values ('core.vector_namespaces', '{name}');
insert into privacy.data_map (relation, column_name, category, erase, anonymize, export)
select 'core.vector_namespaces', column_name, 'technical', 'keep', 'keep', 'never'
from unnest('{name,dims,metric,model,allowed_tables,created_at}'::text[]) as column_name;
