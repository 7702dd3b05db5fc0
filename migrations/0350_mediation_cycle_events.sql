-- What a partner logs of their cycle: health data. Tenant: tenant_id. Person: owner_user_id. Seen by that person, and
-- by the other partner where the entry is shared; kept by that person. Nothing is predicted from it.
set local role palisade_owner;

create table mediation.cycle_events (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    owner_user_id  uuid         not null default palisade.user_id(),
    partner_id     text         not null,
    event_type     text         not null,
    event_date     date         not null,
    visibility     text         not null default 'private',
    symptoms       text[]       not null default '{}',
    notes          text,
    logged_at      timestamptz  not null default now(),
    client_key     text,
    metadata       jsonb        not null default '{}',
    updated_at     timestamptz  not null default now(),
    deleted_at     timestamptz,
    constraint cycle_events_pkey primary key (tenant_id, id),
    constraint cycle_events_client_key_key unique (tenant_id, owner_user_id, client_key),
    constraint cycle_events_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint cycle_events_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint cycle_events_partner_known check (partner_id in ('partner_a', 'partner_b')),
    constraint cycle_events_type_known
        check (event_type in ('period_start', 'period_end', 'ovulation', 'symptom_log', 'mood_log')),
    constraint cycle_events_date_sensible check (event_date >= date '1900-01-01'),
    constraint cycle_events_visibility_known check (visibility in ('private', 'shared')),
    constraint cycle_events_symptoms_bounded check (cardinality(symptoms) <= 50),
    constraint cycle_events_notes_length check (length(notes) <= 10000),
    constraint cycle_events_client_key_length check (length(client_key) between 1 and 200),
    constraint cycle_events_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index cycle_events_date_idx on mediation.cycle_events (tenant_id, event_date desc, id desc);
create index cycle_events_owner_type_idx
    on mediation.cycle_events (tenant_id, owner_user_id, event_type, event_date desc);
create index cycle_events_partner_idx on mediation.cycle_events (tenant_id, partner_id, event_date desc, id desc);

-- A person is of few tenants: told so, the planner does not take (tenant_id, owner) for one row. Degrees of
-- dependency only: no values are kept.
create statistics mediation.cycle_events_dependencies (dependencies)
    on tenant_id, owner_user_id from mediation.cycle_events;

comment on table mediation.cycle_events is 'One entry of a partner''s cycle diary.';
comment on column mediation.cycle_events.tenant_id is 'The couple''s tenant.';
comment on column mediation.cycle_events.id is 'Key; grows with time.';
comment on column mediation.cycle_events.owner_user_id is 'Whose cycle it is.';
comment on column mediation.cycle_events.partner_id is 'partner_a or partner_b: the owner''s slot, set by a trigger.';
comment on column mediation.cycle_events.event_type is 'period_start, period_end, ovulation, symptom_log or mood_log.';
comment on column mediation.cycle_events.event_date is 'Day of the event.';
comment on column mediation.cycle_events.visibility is 'private (its owner''s) or shared (both partners'').';
comment on column mediation.cycle_events.symptoms is 'Symptoms, such as cramps, mood_swings or headache.';
comment on column mediation.cycle_events.notes is 'What the person wrote about it.';
comment on column mediation.cycle_events.logged_at is 'When it was entered.';
comment on column mediation.cycle_events.client_key is
    'Key that the client gave, so that the entry is made once however often it is sent.';
comment on column mediation.cycle_events.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.cycle_events.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.cycle_events.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.cycle_events enable row level security;
alter table mediation.cycle_events force row level security;

grant select on mediation.cycle_events to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, owner_user_id, event_type, event_date, visibility, symptoms, notes, logged_at, client_key,
              metadata)
    on mediation.cycle_events to palisade_member, palisade_service;
grant update (event_type, event_date, visibility, symptoms, notes, metadata)
    on mediation.cycle_events to palisade_member, palisade_service;
grant update (deleted_at) on mediation.cycle_events to palisade_definer;

create policy cycle_events_tenant on mediation.cycle_events as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy cycle_events_select_visible on mediation.cycle_events for select to palisade_member
    using ((owner_user_id = (select palisade.user_id()) or visibility = 'shared') and deleted_at is null);

create policy cycle_events_select_tenant on mediation.cycle_events for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy cycle_events_insert_own on mediation.cycle_events for insert to palisade_member, palisade_service
    with check (owner_user_id = (select palisade.user_id()));

create policy cycle_events_update_own on mediation.cycle_events for update to palisade_member, palisade_service
    using      (owner_user_id = (select palisade.user_id()))
    with check (owner_user_id = (select palisade.user_id()));

create policy cycle_events_update_tenant on mediation.cycle_events for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger cycle_events_take_partner before insert or update of tenant_id, owner_user_id, partner_id
    on mediation.cycle_events
    for each row execute function mediation.take_partner_from_owner();

create trigger cycle_events_touch before update on mediation.cycle_events
    for each row execute function palisade.touch_row();
