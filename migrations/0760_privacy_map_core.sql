-- The data map of module core.
set local role palisade_owner;

insert into privacy.mapped_tables (relation, key_columns, tenant_column, clock_column) values
    ('core.tenants',          '{id}',                'id',        null),
    ('core.users',            '{id}',                null,        null),
    ('core.user_credentials', '{user_id}',           null,        null),
    ('core.user_preferences', '{user_id}',           null,        null),
    ('core.memberships',      '{tenant_id,user_id}', 'tenant_id', null),
    ('privacy.actors',        '{tenant_id,user_id}', 'tenant_id', null);

insert into privacy.subject_paths (relation, path, columns, to_relation, on_erase, on_anonymize) values
    ('core.users',            'self',  '{id}',      null,         'delete', 'delete'),
    ('core.user_credentials', 'owner', '{user_id}', 'core.users', 'delete', 'delete'),
    ('core.user_preferences', 'owner', '{user_id}', 'core.users', 'delete', 'delete'),
    ('core.memberships',      'owner', '{user_id}', 'core.users', 'delete', 'delete'),
    ('privacy.actors',        'owner', '{user_id}', 'core.users', 'delete', 'delete');

insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) values
    ('core.tenants', 'id',               'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'kind',             'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'status',           'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'time_zone',        'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'default_language', 'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'key_ref',          'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'created_at',       'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'updated_at',       'technical', 'keep', 'keep', 'never'),
    ('core.tenants', 'deleted_at',       'technical', 'keep', 'keep', 'never'),

    ('core.users', 'id',                'reference', 'row', 'row', 'yes'),
    ('core.users', 'email',             'contact',   'row', 'row', 'yes'),
    ('core.users', 'username',          'identity',  'row', 'row', 'yes'),
    ('core.users', 'is_active',         'account',   'row', 'row', 'yes'),
    ('core.users', 'subscription_tier', 'account',   'row', 'row', 'yes'),
    ('core.users', 'last_login',        'activity',  'row', 'row', 'yes'),
    ('core.users', 'created_at',        'activity',  'row', 'row', 'yes'),
    ('core.users', 'updated_at',        'technical', 'row', 'row', 'yes'),

    ('core.user_credentials', 'user_id',             'reference', 'row', 'row', 'never'),
    ('core.user_credentials', 'password_hash',       'secret',    'row', 'row', 'never'),
    ('core.user_credentials', 'password_changed_at', 'activity',  'row', 'row', 'yes'),

    ('core.user_preferences', 'user_id',               'reference',  'row', 'row', 'yes'),
    ('core.user_preferences', 'personality',           'preference', 'row', 'row', 'yes'),
    ('core.user_preferences', 'presence_level',        'preference', 'row', 'row', 'yes'),
    ('core.user_preferences', 'language',              'preference', 'row', 'row', 'yes'),
    ('core.user_preferences', 'voice_settings',        'preference', 'row', 'row', 'yes'),
    ('core.user_preferences', 'notification_settings', 'preference', 'row', 'row', 'yes'),
    ('core.user_preferences', 'privacy_settings',      'preference', 'row', 'row', 'yes'),
    ('core.user_preferences', 'updated_at',            'technical',  'row', 'row', 'yes'),

    ('core.memberships', 'tenant_id',    'technical', 'row', 'row', 'yes'),
    ('core.memberships', 'user_id',      'reference', 'row', 'row', 'yes'),
    ('core.memberships', 'role',         'account',   'row', 'row', 'yes'),
    ('core.memberships', 'status',       'account',   'row', 'row', 'yes'),
    ('core.memberships', 'display_name', 'identity',  'row', 'row', 'yes'),
    ('core.memberships', 'partner_slot', 'identity',  'row', 'row', 'yes'),
    ('core.memberships', 'created_at',   'activity',  'row', 'row', 'yes'),
    ('core.memberships', 'updated_at',   'technical', 'row', 'row', 'yes'),

    ('privacy.actors', 'tenant_id', 'technical', 'row', 'row', 'never'),
    ('privacy.actors', 'user_id',   'reference', 'row', 'row', 'never'),
    ('privacy.actors', 'id',        'reference', 'row', 'row', 'yes');
