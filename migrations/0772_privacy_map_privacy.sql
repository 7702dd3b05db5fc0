-- The data map of module privacy: what is left of a person here is a pseudonym, which nothing leads back from.
set local role palisade_owner;

insert into privacy.mapped_tables (relation, key_columns) values
    ('privacy.gdpr_requests',      '{tenant_id,id}'),
    ('privacy.gdpr_receipts',      '{tenant_id,id}'),
    ('privacy.legal_holds',        '{tenant_id,id}'),
    ('privacy.audit_log',          '{tenant_id,at,id}'),
    ('privacy.retention_policies', '{tenant_id,id}'),
    ('privacy.restrictions',       '{tenant_id,relation,subject_key}'),
    ('privacy.exports',            '{tenant_id,id}'),
    ('privacy.export_chunks',      '{tenant_id,export_id,position}');

insert into privacy.data_map (relation, column_name, category, erase, anonymize, export, reason)
select held.relation, attribute.attname, coalesce(named.category, 'technical'), 'keep', 'keep', 'never', named.reason
from privacy.mapped_tables as held
join pg_attribute as attribute
    on attribute.attrelid = held.relation::regclass and attribute.attnum > 0 and not attribute.attisdropped
left join (values
    ('privacy.gdpr_requests', 'subject_id',        'reference', 'Cleared by privacy.run_batch() when the erasure is done.'),
    ('privacy.gdpr_requests', 'session_id',        'reference', 'Cleared by privacy.run_batch() when the erasure is done.'),
    ('privacy.gdpr_requests', 'reason',            'content',   'Cleared by privacy.run_batch() when the erasure is done.'),
    ('privacy.gdpr_requests', 'roots',             'reference', 'Cleared by privacy.run_batch() when the act is done.'),
    ('privacy.gdpr_requests', 'subject_pseudonym', 'identity',  'A keyed hash: proves that the request was answered.'),
    ('privacy.gdpr_requests', 'requested_by',      'reference', 'Names nobody once the row of privacy.actors is deleted.'),
    ('privacy.legal_holds',   'subject_id',        'reference', 'A person on hold is not erased; the hold goes with them.'),
    ('privacy.restrictions',  'subject_key',       'reference', 'Deleted by privacy.run_batch() when the erasure is done.'),
    ('privacy.restrictions',  'user_id',           'reference', 'Deleted by privacy.run_batch() when the erasure is done.'),
    ('privacy.audit_log',     'actor',             'reference', 'Names nobody once the row of privacy.actors is deleted.'),
    ('privacy.exports',       'subject_id',        'reference', 'The row is deleted by privacy.claim() when an erasure begins.'),
    ('privacy.exports',       'requested_by',      'reference', 'The row is deleted by privacy.claim() when an erasure begins.'),
    ('privacy.exports',       'reached_key',       'reference', 'The row is deleted by privacy.claim() when an erasure begins.'),
    ('privacy.export_chunks', 'content',           'content',   'Goes with its row of privacy.exports, or after 24 hours.')
) as named (relation, column_name, category, reason)
    on named.relation = held.relation and named.column_name = attribute.attname
where held.relation in ('privacy.gdpr_requests', 'privacy.gdpr_receipts', 'privacy.legal_holds', 'privacy.audit_log',
                        'privacy.retention_policies', 'privacy.exports', 'privacy.export_chunks',
                        'privacy.restrictions');
