-- Vectors of texts, for search by meaning. Tenant: tenant_id. Person: owner_user_id. Seen like the row whose text it
-- is, which says so by owner and visibility. The text stays in its table: here is a preview at most. Kept as an array,
-- so that it works without pgvector; where that is installed, distances are computed with it.
set local role palisade_owner;

create table core.embeddings (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    namespace      text         not null,
    vector_id      text         not null,
    dims           integer      not null,
    embedding      real[]       not null,
    source_table   text         not null,
    source_id      uuid         not null,
    owner_user_id  uuid,
    visibility     text         not null,
    chunk          integer      not null default 0,
    content_hash   text         not null,
    text_preview   text,
    metadata       jsonb        not null default '{}',
    created_at     timestamptz  not null default now(),
    updated_at     timestamptz  not null default now(),
    constraint embeddings_pkey primary key (tenant_id, id),
    constraint embeddings_vector_key unique (tenant_id, namespace, vector_id),
    constraint embeddings_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint embeddings_namespace_fkey foreign key (namespace, dims)
        references core.vector_namespaces (name, dims),
    constraint embeddings_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint embeddings_length_is_dims check (array_ndims(embedding) = 1 and array_length(embedding, 1) = dims),
    constraint embeddings_holds_no_null check (array_position(embedding, null) is null),
    constraint embeddings_vector_id_length check (length(vector_id) between 1 and 200),
    constraint embeddings_source_table_form check (source_table ~ '^[a-z_]+\.[a-z_]+$'),
    constraint embeddings_source_is_no_secret
        check (source_table not in ('mediation.rant_messages', 'mediation.mediator_sessions',
                                    'mediation.mediator_messages', 'mediation.cycle_events',
                                    'mediation.intimacy_events')),
    constraint embeddings_visibility_known check (visibility in ('private', 'members', 'managed')),
    constraint embeddings_private_has_owner check (visibility = 'members' or owner_user_id is not null),
    constraint embeddings_chunk_not_negative check (chunk >= 0),
    constraint embeddings_content_hash_form check (content_hash ~ '^[0-9a-f]{64}$'),
    constraint embeddings_text_preview_length check (length(text_preview) <= 200),
    constraint embeddings_metadata_is_small
        check (jsonb_typeof(metadata) = 'object' and pg_column_size(metadata) <= 40960)
);

create index embeddings_source_idx on core.embeddings (tenant_id, source_table, source_id);
create index embeddings_owner_idx on core.embeddings (tenant_id, owner_user_id, namespace);
create index embeddings_namespace_idx on core.embeddings (namespace, dims);

comment on table core.embeddings is 'The vector of one text, or of a part of one.';
comment on column core.embeddings.tenant_id is 'The tenant.';
comment on column core.embeddings.id is 'Key; grows with time.';
comment on column core.embeddings.namespace is 'Which kind of text; decides length and metric.';
comment on column core.embeddings.vector_id is
    'Name within the namespace, such as transcript_ and the key of a conflict.';
comment on column core.embeddings.dims is 'Length of the vector; the namespace''s.';
comment on column core.embeddings.embedding is 'The vector.';
comment on column core.embeddings.source_table is 'Table of the text.';
comment on column core.embeddings.source_id is 'Key of the row that holds the text.';
comment on column core.embeddings.owner_user_id is 'Whose it is; null for what belongs to all of the tenant.';
comment on column core.embeddings.visibility is
    'private (its owner''s), members (every member''s) or managed (its owner''s and admins'').';
comment on column core.embeddings.chunk is 'Which part of a long text, from 0.';
comment on column core.embeddings.content_hash is 'SHA-256 in hexadecimal of the text that was embedded.';
comment on column core.embeddings.text_preview is 'The first words, for lists of results.';
comment on column core.embeddings.metadata is 'What filters need; no text of the source.';
comment on column core.embeddings.created_at is 'When the row was made.';
comment on column core.embeddings.updated_at is 'When the row last changed; kept by a trigger.';

alter table core.embeddings enable row level security;
alter table core.embeddings force row level security;

grant select on core.embeddings to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert (tenant_id, namespace, vector_id, dims, embedding, source_table, source_id, owner_user_id, visibility,
              chunk, content_hash, text_preview, metadata)
    on core.embeddings to palisade_service;
grant update (embedding, visibility, content_hash, text_preview, metadata) on core.embeddings to palisade_service;
grant update (visibility) on core.embeddings to palisade_definer;
grant delete on core.embeddings to palisade_service, palisade_definer;

create policy embeddings_tenant on core.embeddings as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy embeddings_select_own on core.embeddings for select to palisade_member
    using (owner_user_id = (select palisade.user_id()) or visibility = 'members');

create policy embeddings_select_managed on core.embeddings for select to palisade_admin
    using (owner_user_id = (select palisade.user_id()) or visibility = 'managed');

create policy embeddings_select_tenant on core.embeddings for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy embeddings_insert_tenant on core.embeddings for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy embeddings_update_tenant on core.embeddings for update to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy embeddings_delete_tenant on core.embeddings for delete to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create trigger embeddings_touch before update on core.embeddings
    for each row execute function palisade.touch_row();
