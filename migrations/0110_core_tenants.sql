-- A tenant: a couple, a company, an organization or one person's own account. Tenant: id.
-- Seen by everyone in it; its admins set time zone and language; made and ended by operators.
set local role palisade_owner;

create table core.tenants (
    id                uuid         not null default palisade.uuid_v7(),
    kind              text         not null,
    status            text         not null default 'active',
    time_zone         text         not null default 'UTC',
    default_language  text         not null default 'en-US',
    key_ref           text,
    created_at        timestamptz  not null default now(),
    updated_at        timestamptz  not null default now(),
    deleted_at        timestamptz,
    constraint tenants_pkey primary key (id),
    constraint tenants_kind_known check (kind in ('couple', 'company', 'organization', 'personal')),
    constraint tenants_status_known check (status in ('active', 'suspended', 'deleted')),
    constraint tenants_deleted_has_time check ((status = 'deleted') = (deleted_at is not null)),
    constraint tenants_time_zone_known check ((timestamptz 'epoch' at time zone time_zone) is not null),
    constraint tenants_default_language_is_tag check (default_language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')
);

comment on table core.tenants is 'A tenant: whose rows are kept apart from everybody else''s.';
comment on column core.tenants.id is 'Key; the tenant_id of every row that belongs to it.';
comment on column core.tenants.kind is 'couple, company, organization or personal; decides which module it uses.';
comment on column core.tenants.status is 'active, suspended (nobody may enter) or deleted.';
comment on column core.tenants.time_zone is 'IANA name; days and hours of its dashboards are of this zone.';
comment on column core.tenants.default_language is 'BCP 47 tag for content that names no language.';
comment on column core.tenants.key_ref is 'Where its encryption key is kept; never given to a request role.';
comment on column core.tenants.created_at is 'When the tenant was made.';
comment on column core.tenants.updated_at is 'When the row last changed; kept by a trigger.';
comment on column core.tenants.deleted_at is 'When it was deleted; null while it is not.';

alter table core.tenants enable row level security;
alter table core.tenants force row level security;

grant select (id, kind, status, time_zone, default_language, created_at, updated_at, deleted_at)
    on core.tenants to palisade_member, palisade_admin, palisade_service;
grant select (id, kind, time_zone, default_language) on core.tenants to palisade_analyst;
grant update (time_zone, default_language) on core.tenants to palisade_admin;
grant select (id, kind, status, time_zone, default_language) on core.tenants to palisade_definer;
grant insert (id, kind, time_zone, default_language) on core.tenants to palisade_definer;

create policy tenants_tenant on core.tenants as restrictive to public
    using      (id = (select palisade.tenant_id()))
    with check (id = (select palisade.tenant_id()));

create policy tenants_select_own on core.tenants for select
    to palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (id = (select palisade.tenant_id()));

create policy tenants_insert_own on core.tenants for insert to palisade_definer
    with check (id = (select palisade.tenant_id()));

create policy tenants_update_own on core.tenants for update to palisade_admin
    using      (id = (select palisade.tenant_id()))
    with check (id = (select palisade.tenant_id()));

create trigger tenants_touch before update on core.tenants
    for each row execute function palisade.touch_row();
