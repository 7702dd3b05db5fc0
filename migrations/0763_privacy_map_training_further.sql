-- The data map of what module training adds to its sessions: chunks, readings, and figures by day. A company's figures are
-- of all its people; deleting a session takes it out of them.
set local role palisade_owner;

insert into privacy.mapped_tables (relation, key_columns, tenant_column, clock_column) values
    ('training.transcript_chunks',   '{tenant_id,id}', 'tenant_id', 'received_at'),
    ('training.transcript_readings', '{tenant_id,id}', 'tenant_id', 'read_at'),
    ('training.trainee_daily',       '{tenant_id,trainee_id,day}', 'tenant_id', null),
    ('training.company_daily',       '{tenant_id,day}', 'tenant_id', null);

insert into privacy.subject_paths
    (relation, path, root_kind, columns, to_relation, to_columns, to_path, row_filter, on_erase, on_anonymize) values
    ('training.transcript_chunks', 'owner', 'person', '{trainee_id}', 'training.trainees', null, null,
        null, 'delete', 'delete'),
    ('training.transcript_chunks', 'session', 'session', '{transcript_id}', 'training.transcripts', '{id}', 'session',
        null, 'keep', 'delete'),
    ('training.transcript_readings', 'owner', 'person', '{trainee_id}', 'training.trainees', null, null,
        null, 'delete', 'redact'),
    ('training.transcript_readings', 'reader', 'person', '{reader_user_id}', 'core.users', null, null,
        null, 'redact', 'redact'),
    ('training.trainee_daily', 'owner', 'person', '{trainee_id}', 'training.trainees', null, null,
        null, 'delete', 'keep');

insert into privacy.data_map
    (relation, column_name, category, is_special, path, erase, anonymize, export, replacement, is_replaced, reason) values
    ('training.transcript_chunks', 'tenant_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'transcript_id', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'trainee_id', 'reference', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'seq', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'client_key', 'content', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'speaker', 'identity', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'start_ms', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'end_ms', 'technical', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'text', 'speech', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'payload', 'speech', false, null, 'row', 'row', 'yes', null, null, null),
    ('training.transcript_chunks', 'received_at', 'activity', false, null, 'row', 'row', 'yes', null, null, null),

    ('training.transcript_readings', 'tenant_id', 'technical', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.transcript_readings', 'id', 'technical', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.transcript_readings', 'transcript_id', 'technical', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.transcript_readings', 'trainee_id', 'reference', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.transcript_readings', 'reader_user_id', 'reference', false, 'reader', 'clear', 'clear', 'yes', null, null, null),
    ('training.transcript_readings', 'reason', 'content', false, null, 'replace', 'replace', 'yes', '''[ANONYMIZED BY USER REQUEST]''', null, null),
    ('training.transcript_readings', 'read_at', 'activity', false, null, 'row', 'keep', 'yes', null, null, null),

    ('training.trainee_daily', 'tenant_id', 'technical', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'trainee_id', 'reference', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'day', 'activity', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'sessions', 'activity', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'duration_seconds', 'activity', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'minute_cost', 'activity', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'score_count', 'score', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'score_sum', 'score', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'talk_ratio_count', 'score', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'talk_ratio_sum', 'score', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'first_score', 'score', false, null, 'row', 'keep', 'yes', null, null, null),
    ('training.trainee_daily', 'latest_score', 'score', false, null, 'row', 'keep', 'yes', null, null, null),

    ('training.company_daily', 'tenant_id', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'day', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'sessions', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'duration_seconds', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'minute_cost', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'score_count', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'score_sum', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null),
    ('training.company_daily', 'trainees', 'technical', false, null, 'keep', 'keep', 'yes', null, null, null);

insert into privacy.data_map
    (relation, column_name, category, erase, anonymize, export) values
    ('training.sessions',         'client_key',       'content',   'row', 'clear', 'yes'),
    ('training.analysis_results', 'client_key',       'content',   'row', 'clear', 'yes'),
    ('training.transcripts',      'compacted_to_seq', 'technical', 'row', 'keep',  'yes'),
    -- Computed from content, and with it.
    ('training.transcripts',      'search_vector',    'speech',    'row', 'keep',  'never');
