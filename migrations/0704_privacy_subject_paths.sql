-- How a row leads to the person it is about. No tenant: it describes the schema, and is written by migrations alone.
set local role palisade_owner;

create table privacy.subject_paths (
    relation      text    not null,
    path          text    not null,
    root_kind     text    not null default 'person',
    columns       text[]  not null,
    to_relation   text,
    to_columns    text[],
    to_path       text,
    to_filter     text,
    row_filter    text,
    on_erase      text    not null default 'keep',
    on_anonymize  text    not null default 'keep',
    constraint subject_paths_pkey primary key (relation, path),
    constraint subject_paths_relation_fkey foreign key (relation) references privacy.mapped_tables (relation),
    constraint subject_paths_to_relation_fkey foreign key (to_relation) references privacy.mapped_tables (relation),
    constraint subject_paths_to_path_fkey foreign key (to_relation, to_path)
        references privacy.subject_paths (relation, path),
    constraint subject_paths_path_is_word check (path ~ '^[a-z][a-z0-9_]{0,29}$'),
    constraint subject_paths_root_kind_known check (root_kind in ('person', 'session')),
    constraint subject_paths_leads_somewhere check (
        case when to_relation is null then cardinality(columns) = 1 and to_columns is null and to_path is null
             when to_path is null     then cardinality(columns) = 1 and to_columns is null
             else cardinality(columns) = cardinality(to_columns) end),
    constraint subject_paths_on_erase_known check (on_erase in ('delete', 'redact', 'keep')),
    constraint subject_paths_on_anonymize_known check (on_anonymize in ('delete', 'redact', 'keep'))
);

create index subject_paths_to_path_idx on privacy.subject_paths (to_relation, to_path);

comment on table privacy.subject_paths is
    'One way from a row to the person (or the session) that it belongs to. A row that two people share has two.';
comment on column privacy.subject_paths.relation is 'The table that the way begins at.';
comment on column privacy.subject_paths.path is
    'Its name: owner (all of the row is theirs), author, partner_a …; self where the row itself is the person.';
comment on column privacy.subject_paths.root_kind is 'person, or session: what anonymizing one session works on.';
comment on column privacy.subject_paths.columns is
    'The row''s columns that lead on; of a root, its own key without the tenant.';
comment on column privacy.subject_paths.to_relation is
    'The table they lead to; null where the row itself is the root.';
comment on column privacy.subject_paths.to_columns is
    'The columns there that they equal, beside the tenant; null where they hold a root''s key.';
comment on column privacy.subject_paths.to_path is 'The path to follow from there; null where that table is a root.';
comment on column privacy.subject_paths.to_filter is
    'A further condition on the row there, which is called n, such as n.partner_slot = ''partner_a''.';
comment on column privacy.subject_paths.row_filter is
    'A condition on the row itself, which is called r: rows without it do not lead this way.';
comment on column privacy.subject_paths.on_erase is
    'What erasing the person does with the row: delete, redact (as its columns say) or keep.';
comment on column privacy.subject_paths.on_anonymize is
    'What anonymizing the person or session does with the row: delete, redact (as its columns say) or keep.';

alter table privacy.subject_paths enable row level security;
alter table privacy.subject_paths force row level security;

create policy subject_paths_closed on privacy.subject_paths as restrictive to public
    using      (current_user in ('palisade_owner', 'palisade_definer'))
    with check (current_user = 'palisade_owner');

create policy subject_paths_all_owner on privacy.subject_paths for all to palisade_owner
    using      (true)
    with check (true);

grant select on privacy.subject_paths to palisade_definer;
