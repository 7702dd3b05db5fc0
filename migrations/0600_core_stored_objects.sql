-- A file in object storage, of whatever module: where it lies, what it must hash to, whose it is. Tenant: tenant_id.
-- Person: owner_user_id. Seen like the row it belongs to, which says so by owner and visibility. Written by functions
-- and jobs; a key is made by the server and starts with the tenant, so that none can point elsewhere.
set local role palisade_owner;

create table core.stored_objects (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    bucket         text         not null,
    key            text         not null,
    sha256         text,
    size_bytes     bigint,
    content_type   text         not null,
    owner_user_id  uuid,
    visibility     text         not null,
    state          text         not null default 'pending',
    source_table   text         not null,
    source_id      uuid         not null,
    created_at     timestamptz  not null default now(),
    updated_at     timestamptz  not null default now(),
    constraint stored_objects_pkey primary key (tenant_id, id),
    constraint stored_objects_key_key unique (tenant_id, bucket, key),
    constraint stored_objects_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint stored_objects_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint stored_objects_bucket_form check (bucket ~ '^[a-z][a-z0-9_-]{1,62}$'),
    constraint stored_objects_key_is_the_tenants
        check (starts_with(key, tenant_id || '/') and position('..' in key) = 0 and length(key) <= 1024),
    constraint stored_objects_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint stored_objects_size_not_negative check (size_bytes >= 0),
    constraint stored_objects_content_type_form check (content_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
    constraint stored_objects_visibility_known check (visibility in ('private', 'members', 'managed')),
    constraint stored_objects_private_has_owner check (visibility = 'members' or owner_user_id is not null),
    constraint stored_objects_state_known check (state in ('pending', 'stored', 'deleting', 'deleted')),
    constraint stored_objects_source_table_form check (source_table ~ '^[a-z_]+\.[a-z_]+$')
);

create index stored_objects_owner_idx on core.stored_objects (tenant_id, owner_user_id, created_at desc, id desc);
create index stored_objects_source_idx on core.stored_objects (tenant_id, source_table, source_id);

comment on table core.stored_objects is 'An object that the database knows in object storage.';
comment on column core.stored_objects.tenant_id is 'The tenant.';
comment on column core.stored_objects.id is 'Key; grows with time.';
comment on column core.stored_objects.bucket is 'Bucket, such as transcripts or profiles.';
comment on column core.stored_objects.key is 'Name within the bucket; starts with the tenant''s key.';
comment on column core.stored_objects.sha256 is
    'SHA-256 in hexadecimal of what should lie there; null until it is known.';
comment on column core.stored_objects.size_bytes is 'Size in bytes; null until it is known.';
comment on column core.stored_objects.content_type is 'Media type, such as application/pdf.';
comment on column core.stored_objects.owner_user_id is 'Whose it is; null for what belongs to all of the tenant.';
comment on column core.stored_objects.visibility is
    'private (its owner''s), members (every member''s) or managed (its owner''s and admins'').';
comment on column core.stored_objects.state is 'pending (to be put), stored, deleting or deleted.';
comment on column core.stored_objects.source_table is 'Table of the row that it belongs to.';
comment on column core.stored_objects.source_id is 'Key of the row that it belongs to.';
comment on column core.stored_objects.created_at is 'When the row was made.';
comment on column core.stored_objects.updated_at is 'When the row last changed; kept by a trigger.';

alter table core.stored_objects enable row level security;
alter table core.stored_objects force row level security;

grant select on core.stored_objects to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant update (sha256, size_bytes, state) on core.stored_objects to palisade_service;
grant insert (tenant_id, bucket, key, sha256, size_bytes, content_type, owner_user_id, visibility, state,
              source_table, source_id)
    on core.stored_objects to palisade_definer;
grant update (sha256, size_bytes, visibility, state) on core.stored_objects to palisade_definer;

create policy stored_objects_tenant on core.stored_objects as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy stored_objects_select_own on core.stored_objects for select to palisade_member
    using (owner_user_id = (select palisade.user_id()) or visibility = 'members');

create policy stored_objects_select_managed on core.stored_objects for select to palisade_admin
    using (owner_user_id = (select palisade.user_id()) or visibility = 'managed');

create policy stored_objects_select_tenant on core.stored_objects for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy stored_objects_insert_tenant on core.stored_objects for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy stored_objects_update_tenant on core.stored_objects for update to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger stored_objects_touch before update on core.stored_objects
    for each row execute function palisade.touch_row();
