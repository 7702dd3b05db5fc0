-- An organization of coaches: the tenant itself, seen from this module. Tenant: tenant_id, which is also id, so that
-- no row can name another organization than its tenant's. Seen by all in it; analysts see its name only.
set local role palisade_owner;

create table coaching.organizations (
    tenant_id   uuid         not null default palisade.tenant_id(),
    id          uuid         not null default palisade.tenant_id(),
    name        text         not null,
    settings    jsonb        not null default '{}',
    version     integer      not null default 1,
    created_at  timestamptz  not null default now(),
    updated_at  timestamptz  not null default now(),
    constraint organizations_pkey primary key (tenant_id, id),
    constraint organizations_tenant_key unique (tenant_id),
    constraint organizations_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint organizations_is_its_tenant check (id = tenant_id),
    constraint organizations_name_length check (length(name) between 1 and 255),
    constraint organizations_settings_is_object check (jsonb_typeof(settings) = 'object')
);

comment on table coaching.organizations is 'An organization of coaches; one per tenant of kind organization.';
comment on column coaching.organizations.tenant_id is 'The tenant.';
comment on column coaching.organizations.id is 'Key; equal to tenant_id.';
comment on column coaching.organizations.name is 'Name of the organization.';
comment on column coaching.organizations.settings is 'How the organization works, as the apps agree on it.';
comment on column coaching.organizations.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.organizations.created_at is 'When the organization joined.';
comment on column coaching.organizations.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.organizations enable row level security;
alter table coaching.organizations force row level security;

grant select on coaching.organizations to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, name) on coaching.organizations to palisade_analyst;
grant select (tenant_id, id, name) on coaching.organizations to palisade_definer;
grant insert (tenant_id, id, name, settings) on coaching.organizations to palisade_service;
grant update (name, settings, version) on coaching.organizations to palisade_admin, palisade_service;

create policy organizations_tenant on coaching.organizations as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy organizations_select_tenant on coaching.organizations for select
    to palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy organizations_insert_tenant on coaching.organizations for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy organizations_update_tenant on coaching.organizations for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger organizations_touch before update on coaching.organizations
    for each row execute function palisade.touch_versioned_row();
