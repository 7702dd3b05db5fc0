-- The data map: one row per column of each mapped table. No tenant: it describes the schema, and is written by
-- migrations alone. A column that is missing here fails `palisade check`.
set local role palisade_owner;

create table privacy.data_map (
    relation     text     not null,
    column_name  text     not null,
    category     text     not null,
    is_special   boolean  not null default false,
    path         text,
    erase        text     not null,
    anonymize    text     not null,
    export       text     not null,
    replacement  text,
    is_replaced  text,
    kept_keys    text[],
    legal_hold   text,
    reason       text,
    constraint data_map_pkey primary key (relation, column_name),
    constraint data_map_relation_fkey foreign key (relation) references privacy.mapped_tables (relation),
    constraint data_map_path_fkey foreign key (relation, path) references privacy.subject_paths (relation, path),
    constraint data_map_category_known check (category in (
        'identity', 'contact', 'account', 'secret', 'preference', 'content', 'speech', 'health', 'sex_life', 'derived',
        'score', 'activity', 'file', 'reference', 'technical')),
    constraint data_map_health_is_special check (is_special or category not in ('health', 'sex_life')),
    constraint data_map_erase_known check (erase in ('row', 'clear', 'replace', 'keys', 'keep')),
    constraint data_map_anonymize_known check (anonymize in ('row', 'clear', 'replace', 'keys', 'keep')),
    constraint data_map_export_known check (export in ('yes', 'never')),
    constraint data_map_replacement_given check ((replacement is not null) = ('replace' in (erase, anonymize))),
    constraint data_map_keys_given check ((kept_keys is not null) = ('keys' in (erase, anonymize))),
    constraint data_map_legal_hold_keeps check (legal_hold is null or erase = 'keep'),
    constraint data_map_keeping_has_reason check (
        category = 'technical' or legal_hold is not null or reason is not null or erase <> 'keep')
);

create index data_map_path_idx on privacy.data_map (relation, path);

comment on table privacy.data_map is 'What each column holds about people, and what each procedure does with it.';
comment on column privacy.data_map.relation is 'The table.';
comment on column privacy.data_map.column_name is 'The column.';
comment on column privacy.data_map.category is
    'identity, contact, account, secret, preference, content (written), speech, health, sex_life, derived (from what '
    'people said), score, activity, file, reference (a key that leads to a person), or technical: not personal.';
comment on column privacy.data_map.is_special is 'True for the special categories of Art. 9 GDPR.';
comment on column privacy.data_map.path is
    'Whose it is, where a row is several people''s; null: whoever the row leads to.';
comment on column privacy.data_map.erase is
    'row (goes with the row), clear (null or empty), replace, keys (only kept_keys stay) or keep, which needs a reason.';
comment on column privacy.data_map.anonymize is 'The same, for anonymizing.';
comment on column privacy.data_map.export is 'yes, or never: secrets and other people''s data.';
comment on column privacy.data_map.replacement is 'SQL expression of what replaces the value; the row is called r.';
comment on column privacy.data_map.is_replaced is
    'SQL condition that tells a replaced value, where the replacement is not always the same; the row is called r.';
comment on column privacy.data_map.kept_keys is 'Keys of a JSON object that tell nothing about a person, at any depth.';
comment on column privacy.data_map.legal_hold is 'The law that says that the value must stay.';
comment on column privacy.data_map.reason is 'Why a value is kept.';

alter table privacy.data_map enable row level security;
alter table privacy.data_map force row level security;

create policy data_map_closed on privacy.data_map as restrictive to public
    using      (current_user in ('palisade_owner', 'palisade_definer'))
    with check (current_user = 'palisade_owner');

create policy data_map_all_owner on privacy.data_map for all to palisade_owner
    using      (true)
    with check (true);

grant select on privacy.data_map to palisade_definer;
