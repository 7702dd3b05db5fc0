-- A PDF that tells about a partner, or a handbook of the couple. Tenant: tenant_id. Person: owner_user_id, who uploaded
-- it. Seen by that person, and by the other partner where it is shared; kept by that person. The file lies in object
-- storage, its text in the vector index: this row says where.
set local role palisade_owner;

create table mediation.profile_documents (
    tenant_id              uuid         not null default palisade.tenant_id(),
    id                     uuid         not null default palisade.uuid_v7(),
    owner_user_id          uuid         not null default palisade.user_id(),
    partner_id             text,
    profile_type           text         not null,
    visibility             text         not null default 'private',
    filename               text         not null,
    pdf_id                 uuid         not null,
    file_path              text         not null,
    content_sha256         text,
    size_bytes             bigint,
    vector_id              text,
    extracted_text_length  integer,
    page_count             integer,
    uploaded_at            timestamptz  not null default now(),
    last_accessed_at       timestamptz,
    client_key             text,
    metadata               jsonb        not null default '{}',
    updated_at             timestamptz  not null default now(),
    deleted_at             timestamptz,
    constraint profile_documents_pkey primary key (tenant_id, id),
    constraint profile_documents_pdf_key unique (tenant_id, pdf_id),
    constraint profile_documents_client_key_key unique (tenant_id, owner_user_id, client_key),
    constraint profile_documents_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint profile_documents_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint profile_documents_partner_known check (partner_id in ('partner_a', 'partner_b')),
    constraint profile_documents_type_known
        check (profile_type in ('personality', 'handbook', 'communication_guide', 'boyfriend_profile',
                                'girlfriend_profile')),
    constraint profile_documents_visibility_known check (visibility in ('private', 'shared')),
    constraint profile_documents_filename_length check (length(filename) between 1 and 255),
    constraint profile_documents_content_sha256_form check (content_sha256 ~ '^[0-9a-f]{64}$'),
    constraint profile_documents_size_not_negative check (size_bytes >= 0),
    constraint profile_documents_text_length_not_negative check (extracted_text_length >= 0),
    constraint profile_documents_page_count_positive check (page_count > 0),
    constraint profile_documents_client_key_length check (length(client_key) between 1 and 200),
    constraint profile_documents_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index profile_documents_uploaded_at_idx on mediation.profile_documents (tenant_id, uploaded_at desc, id desc);
create index profile_documents_type_idx
    on mediation.profile_documents (tenant_id, profile_type, uploaded_at desc, id desc);
create index profile_documents_partner_idx
    on mediation.profile_documents (tenant_id, partner_id, uploaded_at desc, id desc);
create index profile_documents_owner_idx
    on mediation.profile_documents (tenant_id, owner_user_id, uploaded_at desc, id desc);

comment on table mediation.profile_documents is 'A document about a partner, or a handbook of the couple.';
comment on column mediation.profile_documents.tenant_id is 'The couple''s tenant.';
comment on column mediation.profile_documents.id is 'Key; grows with time.';
comment on column mediation.profile_documents.owner_user_id is 'Who uploaded it.';
comment on column mediation.profile_documents.partner_id is
    'Whom it is about: partner_a or partner_b; null for a document of both.';
comment on column mediation.profile_documents.profile_type is
    'personality, handbook, communication_guide, boyfriend_profile or girlfriend_profile.';
comment on column mediation.profile_documents.visibility is 'private (its owner''s) or shared (both partners'').';
comment on column mediation.profile_documents.filename is 'Name of the file as it was uploaded.';
comment on column mediation.profile_documents.pdf_id is
    'Key of the file; equal to id unless it was imported; set by a trigger.';
comment on column mediation.profile_documents.file_path is
    'Object of the file in the bucket profiles or handbooks; set by a trigger, never by a client.';
comment on column mediation.profile_documents.content_sha256 is
    'SHA-256 of the file in hexadecimal, as the client computed it.';
comment on column mediation.profile_documents.size_bytes is 'Size of the file in bytes.';
comment on column mediation.profile_documents.vector_id is 'Vector of its text; null until it is indexed.';
comment on column mediation.profile_documents.extracted_text_length is 'Characters of the text that was read from it.';
comment on column mediation.profile_documents.page_count is 'Pages of the file.';
comment on column mediation.profile_documents.uploaded_at is 'When it was uploaded.';
comment on column mediation.profile_documents.last_accessed_at is
    'When it was last opened, to keep what is in use close at hand.';
comment on column mediation.profile_documents.client_key is
    'Key that the client gave, so that the document is made once however often it is sent.';
comment on column mediation.profile_documents.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.profile_documents.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.profile_documents.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.profile_documents enable row level security;
alter table mediation.profile_documents force row level security;

grant select on mediation.profile_documents to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, owner_user_id, partner_id, profile_type, visibility, filename, content_sha256, size_bytes,
              extracted_text_length, page_count, client_key, metadata)
    on mediation.profile_documents to palisade_member, palisade_service;
grant update (visibility, filename, extracted_text_length, page_count, last_accessed_at, metadata)
    on mediation.profile_documents to palisade_member, palisade_service;
grant update (vector_id) on mediation.profile_documents to palisade_service;
grant update (deleted_at) on mediation.profile_documents to palisade_definer;

create policy profile_documents_tenant on mediation.profile_documents as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy profile_documents_select_visible on mediation.profile_documents for select to palisade_member
    using ((owner_user_id = (select palisade.user_id()) or visibility = 'shared') and deleted_at is null);

create policy profile_documents_select_tenant on mediation.profile_documents for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy profile_documents_insert_own on mediation.profile_documents for insert
    to palisade_member, palisade_service
    with check (owner_user_id = (select palisade.user_id()));

create policy profile_documents_update_own on mediation.profile_documents for update to palisade_member
    using      (owner_user_id = (select palisade.user_id()))
    with check (owner_user_id = (select palisade.user_id()));

create policy profile_documents_update_tenant on mediation.profile_documents for update
    to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger profile_documents_take_path before insert on mediation.profile_documents
    for each row execute function mediation.take_profile_path();

create trigger profile_documents_touch before update on mediation.profile_documents
    for each row execute function palisade.touch_row();
