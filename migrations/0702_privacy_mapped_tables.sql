-- One row per table whose columns the data map classifies. No tenant: it describes the schema, and is written by
-- migrations alone.
set local role palisade_owner;

create table privacy.mapped_tables (
    relation       text     not null,
    key_columns    text[]   not null,
    tenant_column  text,
    clock_column   text,
    archive_change text,
    archive_filter text,
    work_order     integer  not null default 0,
    constraint mapped_tables_pkey primary key (relation),
    constraint mapped_tables_archive_is_told check ((archive_change is null) = (archive_filter is null)),
    constraint mapped_tables_has_key check (cardinality(key_columns) > 0)
);

comment on table privacy.mapped_tables is 'A table that holds personal data, or that paths to people lead through.';
comment on column privacy.mapped_tables.relation is 'schema.table, quoted where SQL needs it.';
comment on column privacy.mapped_tables.key_columns is 'Its primary key.';
comment on column privacy.mapped_tables.tenant_column is 'The column that holds the tenant; null where rows have none.';
comment on column privacy.mapped_tables.clock_column is
    'The column whose age retention policies count; null where rows do not age.';
comment on column privacy.mapped_tables.archive_change is
    'SQL of what archiving a row sets, such as status = ''archived''; null where rows have no archive.';
comment on column privacy.mapped_tables.archive_filter is
    'SQL condition of a row, which is called r, that can be archived and is not yet; $4 are the days of the policy.';
comment on column privacy.mapped_tables.work_order is
    'Tables are worked through in this order, rows that refer to others first; set by privacy.apply_map().';

alter table privacy.mapped_tables enable row level security;
alter table privacy.mapped_tables force row level security;

create policy mapped_tables_closed on privacy.mapped_tables as restrictive to public
    using      (current_user in ('palisade_owner', 'palisade_definer'))
    with check (current_user = 'palisade_owner');

create policy mapped_tables_all_owner on privacy.mapped_tables for all to palisade_owner
    using      (true)
    with check (true);

grant select on privacy.mapped_tables to palisade_definer;
