-- A person asked into a tenant, by the address of their account, whether there is one yet or not. Tenant: tenant_id.
-- Seen by admins, and by who asked; the person asked sees it by a function. Written by functions alone.
set local role palisade_owner;

create table core.invitations (
    tenant_id            uuid         not null default palisade.tenant_id(),
    id                   uuid         not null default palisade.uuid_v7(),
    email                text         not null,
    role                 text         not null,
    display_name         text         not null,
    partner_slot         text,
    status               text         not null default 'open',
    invited_by_user_id   uuid         default palisade.user_id(),
    accepted_by_user_id  uuid,
    expires_at           timestamptz  not null default now() + interval '14 days',
    created_at           timestamptz  not null default now(),
    updated_at           timestamptz  not null default now(),
    constraint invitations_pkey primary key (tenant_id, id),
    constraint invitations_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint invitations_invited_by_fkey foreign key (tenant_id, invited_by_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (invited_by_user_id),
    constraint invitations_accepted_by_fkey foreign key (tenant_id, accepted_by_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (accepted_by_user_id),
    constraint invitations_email_is_lower_case
        check (email = lower(email) and email like '%_@_%' and length(email) <= 255),
    constraint invitations_role_known check (role in ('member', 'analyst', 'admin')),
    constraint invitations_display_name_length check (length(display_name) between 1 and 200),
    constraint invitations_partner_slot_known check (partner_slot in ('partner_a', 'partner_b')),
    constraint invitations_status_known check (status in ('open', 'accepted', 'declined', 'withdrawn'))
);

create unique index invitations_open_key on core.invitations (tenant_id, email) where status = 'open';
create index invitations_created_at_idx on core.invitations (tenant_id, created_at desc, id desc);
create index invitations_invited_by_idx on core.invitations (tenant_id, invited_by_user_id, created_at desc, id desc);
create index invitations_accepted_by_idx on core.invitations (tenant_id, accepted_by_user_id);
create index invitations_email_idx on core.invitations (email) where status = 'open';

comment on table core.invitations is 'An invitation into a tenant; at most one is open per address.';
comment on column core.invitations.tenant_id is 'The tenant that the person is asked into.';
comment on column core.invitations.id is 'Key; grows with time.';
comment on column core.invitations.email is 'Address of the account that may accept; lower case.';
comment on column core.invitations.role is 'member, analyst or admin: what the person will be.';
comment on column core.invitations.display_name is 'The name by which others will know the person.';
comment on column core.invitations.partner_slot is 'Of a couple: the slot that is kept for the person; null elsewhere.';
comment on column core.invitations.status is 'open, accepted, declined or withdrawn.';
comment on column core.invitations.invited_by_user_id is 'Who asked; null once that person''s account is gone.';
comment on column core.invitations.accepted_by_user_id is
    'Who accepted; null before, and once that person''s account is gone.';
comment on column core.invitations.expires_at is 'Until when it can be accepted.';
comment on column core.invitations.created_at is 'When the person was asked.';
comment on column core.invitations.updated_at is 'When the row last changed; kept by a trigger.';

alter table core.invitations enable row level security;
alter table core.invitations force row level security;

grant select on core.invitations to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert (tenant_id, email, role, display_name, partner_slot, invited_by_user_id)
    on core.invitations to palisade_definer;
grant update (role, display_name, status, invited_by_user_id, accepted_by_user_id, expires_at)
    on core.invitations to palisade_definer;

create policy invitations_tenant on core.invitations as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy invitations_select_own on core.invitations for select to palisade_member
    using (invited_by_user_id = (select palisade.user_id()));

create policy invitations_select_tenant on core.invitations for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy invitations_insert_tenant on core.invitations for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy invitations_update_tenant on core.invitations for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger invitations_touch before update on core.invitations
    for each row execute function palisade.touch_row();
