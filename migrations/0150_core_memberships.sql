-- Who belongs to a tenant, as what, under which name. Tenant: tenant_id.
-- Seen by everyone in the tenant but analysts; a person renames themselves, an admin runs the list.
set local role palisade_owner;

create table core.memberships (
    tenant_id     uuid         not null default palisade.tenant_id(),
    user_id       uuid         not null,
    role          text         not null default 'member',
    status        text         not null default 'active',
    display_name  text         not null,
    partner_slot  text,
    created_at    timestamptz  not null default now(),
    updated_at    timestamptz  not null default now(),
    constraint memberships_pkey primary key (tenant_id, user_id),
    constraint memberships_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint memberships_user_fkey foreign key (user_id) references core.users (id),
    constraint memberships_partner_slot_key unique (tenant_id, partner_slot),
    constraint memberships_role_known check (role in ('member', 'analyst', 'admin')),
    constraint memberships_status_known check (status in ('invited', 'active', 'suspended', 'ended')),
    constraint memberships_display_name_length check (length(display_name) between 1 and 200),
    constraint memberships_partner_slot_known check (partner_slot in ('partner_a', 'partner_b'))
);

create index memberships_user_idx on core.memberships (user_id, tenant_id);
create index memberships_display_name_idx on core.memberships (tenant_id, display_name, user_id);

comment on table core.memberships is 'A person''s place in a tenant: what they may do there and the name others see.';
comment on column core.memberships.tenant_id is 'The tenant.';
comment on column core.memberships.user_id is 'The person.';
comment on column core.memberships.role is 'member, analyst or admin: the most that a token for this tenant may claim.';
comment on column core.memberships.status is 'invited, active, suspended or ended; only an active one may enter.';
comment on column core.memberships.display_name is 'The name by which others in the tenant know the person.';
comment on column core.memberships.partner_slot is 'Of a couple: partner_a or partner_b; null elsewhere.';
comment on column core.memberships.created_at is 'When the person was added.';
comment on column core.memberships.updated_at is 'When the row last changed; kept by a trigger.';

alter table core.memberships enable row level security;
alter table core.memberships force row level security;

grant select on core.memberships to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, user_id, role, status, display_name, partner_slot) on core.memberships to palisade_definer;
grant insert (tenant_id, user_id, role, status, display_name, partner_slot) on core.memberships to palisade_definer;
grant update (role, status, display_name) on core.memberships to palisade_definer;
grant insert (tenant_id, user_id, role, status, display_name, partner_slot)
    on core.memberships to palisade_admin, palisade_service;
grant update (display_name) on core.memberships to palisade_member;
grant update (role, status, display_name, partner_slot) on core.memberships to palisade_admin, palisade_service;

create policy memberships_tenant on core.memberships as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy memberships_select_tenant on core.memberships for select
    to palisade_member, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy memberships_insert_tenant on core.memberships for insert
    to palisade_admin, palisade_service, palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy memberships_update_self on core.memberships for update to palisade_member
    using      (user_id = (select palisade.user_id()))
    with check (user_id = (select palisade.user_id()));

create policy memberships_update_tenant on core.memberships for update
    to palisade_admin, palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger memberships_touch before update on core.memberships
    for each row execute function palisade.touch_row();
