-- That two partners were intimate: no more than the moment and who began. Tenant: tenant_id. Seen and kept by both
-- partners, and by nobody else.
set local role palisade_owner;

create table mediation.intimacy_events (
    tenant_id             uuid         not null default palisade.tenant_id(),
    id                    uuid         not null default palisade.uuid_v7(),
    occurred_at           timestamptz  not null default now(),
    initiator_user_id     uuid,
    initiator_partner_id  text,
    is_encrypted          boolean      not null default false,
    logged_by_user_id     uuid         default palisade.user_id(),
    client_key            text,
    metadata              jsonb        not null default '{}',
    created_at            timestamptz  not null default now(),
    deleted_at            timestamptz,
    constraint intimacy_events_pkey primary key (tenant_id, id),
    constraint intimacy_events_client_key_key unique (tenant_id, client_key),
    constraint intimacy_events_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint intimacy_events_initiator_fkey foreign key (tenant_id, initiator_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (initiator_user_id),
    constraint intimacy_events_logged_by_fkey foreign key (tenant_id, logged_by_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (logged_by_user_id),
    constraint intimacy_events_initiator_known check (initiator_partner_id in ('partner_a', 'partner_b')),
    constraint intimacy_events_client_key_length check (length(client_key) between 1 and 200),
    constraint intimacy_events_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index intimacy_events_occurred_at_idx on mediation.intimacy_events (tenant_id, occurred_at desc, id desc);
create index intimacy_events_initiator_idx on mediation.intimacy_events (tenant_id, initiator_user_id);
create index intimacy_events_logged_by_idx on mediation.intimacy_events (tenant_id, logged_by_user_id);

comment on table mediation.intimacy_events is 'One moment of intimacy.';
comment on column mediation.intimacy_events.tenant_id is 'The couple''s tenant.';
comment on column mediation.intimacy_events.id is 'Key; grows with time.';
comment on column mediation.intimacy_events.occurred_at is 'When it was.';
comment on column mediation.intimacy_events.initiator_user_id is
    'Who began it; null where both did, or that person''s account is gone.';
comment on column mediation.intimacy_events.initiator_partner_id is
    'partner_a or partner_b: the slot of who began it; null where both did; set by a trigger.';
comment on column mediation.intimacy_events.is_encrypted is
    'Whether the metadata holds a text that only the partners'' devices can read.';
comment on column mediation.intimacy_events.logged_by_user_id is
    'Who entered it; null once that person''s account is gone.';
comment on column mediation.intimacy_events.client_key is
    'Key that the client gave, so that the entry is made once however often it is sent.';
comment on column mediation.intimacy_events.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.intimacy_events.created_at is 'When the row was made.';
comment on column mediation.intimacy_events.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.intimacy_events enable row level security;
alter table mediation.intimacy_events force row level security;

grant select on mediation.intimacy_events to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, occurred_at, initiator_partner_id, is_encrypted, logged_by_user_id, client_key, metadata)
    on mediation.intimacy_events to palisade_member, palisade_service;
grant update (occurred_at, initiator_partner_id, is_encrypted, metadata)
    on mediation.intimacy_events to palisade_member, palisade_service;
grant update (deleted_at) on mediation.intimacy_events to palisade_definer;

create policy intimacy_events_tenant on mediation.intimacy_events as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy intimacy_events_select_present on mediation.intimacy_events for select to palisade_member
    using (tenant_id = (select palisade.tenant_id()) and deleted_at is null);

create policy intimacy_events_select_tenant on mediation.intimacy_events for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy intimacy_events_insert_tenant on mediation.intimacy_events for insert to palisade_member, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy intimacy_events_update_tenant on mediation.intimacy_events for update
    to palisade_member, palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger intimacy_events_take_initiator before insert or update of initiator_user_id, initiator_partner_id
    on mediation.intimacy_events
    for each row execute function mediation.take_initiator();
