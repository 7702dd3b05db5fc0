-- A couple: the tenant itself, seen from this module. Tenant: tenant_id, which is also id, so that no row can name
-- another couple than its tenant's. Seen by both partners, who keep names and metadata; its partners follow the
-- memberships.
set local role palisade_owner;

create table mediation.relationships (
    tenant_id       uuid         not null default palisade.tenant_id(),
    id              uuid         not null default palisade.tenant_id(),
    partner_a_id    uuid,
    partner_b_id    uuid,
    partner_a_name  text,
    partner_b_name  text,
    status          text         not null default 'active',
    metadata        jsonb        not null default '{}',
    version         integer      not null default 1,
    created_at      timestamptz  not null default now(),
    updated_at      timestamptz  not null default now(),
    constraint relationships_pkey primary key (tenant_id, id),
    constraint relationships_tenant_key unique (tenant_id),
    constraint relationships_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint relationships_partner_a_fkey foreign key (tenant_id, partner_a_id)
        references core.memberships (tenant_id, user_id) on delete set null (partner_a_id),
    constraint relationships_partner_b_fkey foreign key (tenant_id, partner_b_id)
        references core.memberships (tenant_id, user_id) on delete set null (partner_b_id),
    constraint relationships_is_its_tenant check (id = tenant_id),
    constraint relationships_partners_differ check (partner_a_id <> partner_b_id),
    constraint relationships_partner_a_name_length check (length(partner_a_name) between 1 and 200),
    constraint relationships_partner_b_name_length check (length(partner_b_name) between 1 and 200),
    constraint relationships_status_known check (status in ('active', 'paused', 'ended')),
    constraint relationships_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index relationships_partner_a_idx on mediation.relationships (tenant_id, partner_a_id);
create index relationships_partner_b_idx on mediation.relationships (tenant_id, partner_b_id);

comment on table mediation.relationships is 'A couple; one per tenant of kind couple.';
comment on column mediation.relationships.tenant_id is 'The couple''s tenant.';
comment on column mediation.relationships.id is 'Key; equal to tenant_id.';
comment on column mediation.relationships.partner_a_id is
    'Account of the partner who opened the tenant; kept by a trigger on memberships.';
comment on column mediation.relationships.partner_b_id is
    'Account of the partner who joined; kept by a trigger on memberships.';
comment on column mediation.relationships.partner_a_name is 'How the couple calls the first partner.';
comment on column mediation.relationships.partner_b_name is 'How the couple calls the second partner.';
comment on column mediation.relationships.status is 'active, paused or ended.';
comment on column mediation.relationships.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.relationships.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column mediation.relationships.created_at is 'When the couple joined.';
comment on column mediation.relationships.updated_at is 'When the row last changed; kept by a trigger.';

alter table mediation.relationships enable row level security;
alter table mediation.relationships force row level security;

grant select on mediation.relationships to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant select (tenant_id, id, status) on mediation.relationships to palisade_analyst;
grant update (partner_a_name, partner_b_name, metadata, version)
    on mediation.relationships to palisade_member, palisade_admin;
grant update (partner_a_name, partner_b_name, status, metadata, version) on mediation.relationships to palisade_service;
grant insert (tenant_id, id, partner_a_name, partner_b_name, metadata) on mediation.relationships to palisade_definer;
grant update (partner_a_id, partner_b_id, partner_a_name, partner_b_name, status)
    on mediation.relationships to palisade_definer;

create policy relationships_tenant on mediation.relationships as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy relationships_select_tenant on mediation.relationships for select
    to palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy relationships_insert_tenant on mediation.relationships for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy relationships_update_tenant on mediation.relationships for update
    to palisade_member, palisade_admin, palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger relationships_touch before update on mediation.relationships
    for each row execute function palisade.touch_versioned_row();
