-- The kinds of texts that have vectors, with length and metric. No tenant: a registry, the same for all, written by
-- migrations alone; no request role reads it, functions do. What must never leave its table is in no namespace.
set local role palisade_owner;

create table core.vector_namespaces (
    name            text         not null,
    dims            integer      not null default 1536,
    metric          text         not null default 'cosine',
    model           text         not null,
    allowed_tables  text[]       not null,
    created_at      timestamptz  not null default now(),
    constraint vector_namespaces_pkey primary key (name),
    constraint vector_namespaces_dims_key unique (name, dims),
    constraint vector_namespaces_name_form check (name ~ '^[a-z][a-z_-]{0,62}$'),
    constraint vector_namespaces_dims_in_range check (dims between 1 and 16000),
    constraint vector_namespaces_metric_known check (metric = 'cosine'),
    constraint vector_namespaces_tables_named check (cardinality(allowed_tables) > 0),
    constraint vector_namespaces_hold_no_secret
        check (not allowed_tables && array['mediation.rant_messages', 'mediation.mediator_sessions',
                                           'mediation.mediator_messages', 'mediation.cycle_events',
                                           'mediation.intimacy_events'])
);

comment on table core.vector_namespaces is 'The kinds of texts that have vectors.';
comment on column core.vector_namespaces.name is 'Key; the name that clients give.';
comment on column core.vector_namespaces.dims is 'Length of its vectors.';
comment on column core.vector_namespaces.metric is 'How nearness is measured: cosine.';
comment on column core.vector_namespaces.model is 'The model that makes its vectors.';
comment on column core.vector_namespaces.allowed_tables is 'Tables whose texts may be in it.';
comment on column core.vector_namespaces.created_at is 'When it was registered.';

-- Before the policies, which would bind the owner as well.
insert into core.vector_namespaces (name, dims, model, allowed_tables) values
    ('transcripts',       1024, 'voyage-3', '{mediation.conflicts,mediation.conflict_segments}'),
    ('analysis',          1024, 'voyage-3', '{mediation.conflict_analysis}'),
    ('repair_plans',      1024, 'voyage-3', '{mediation.repair_plans}'),
    ('profiles',          1024, 'voyage-3', '{mediation.profile_documents}'),
    ('handbooks',         1024, 'voyage-3', '{mediation.profile_documents}'),
    ('coaching-sessions', 1536, 'text-embedding-3-small', '{coaching.summaries,coaching.client_sessions}'),
    ('conversations',     1536, 'text-embedding-3-small', '{assistant.messages,assistant.conversations}');

alter table core.vector_namespaces enable row level security;
alter table core.vector_namespaces force row level security;

grant select on core.vector_namespaces to palisade_definer;

create policy vector_namespaces_registry on core.vector_namespaces as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (false);

create policy vector_namespaces_select_all on core.vector_namespaces for select to palisade_definer
    using (name is not null);
