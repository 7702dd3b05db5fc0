-- A talk of one partner with the mediator. Tenant: tenant_id. Person: owner_user_id; null where it was opened for both.
-- Seen by its owner alone, or by both partners where it has none: never by an admin or an analyst, and by a job only
-- in the owner's name.
set local role palisade_owner;

create table mediation.mediator_sessions (
    tenant_id                 uuid         not null default palisade.tenant_id(),
    id                        uuid         not null default palisade.uuid_v7(),
    conflict_id               uuid,
    owner_user_id             uuid,
    partner_id                text,
    started_by_user_id        uuid         default palisade.user_id(),
    session_started_at        timestamptz  not null default now(),
    session_ended_at          timestamptz,
    message_count             integer      not null default 0,
    user_message_count        integer      not null default 0,
    assistant_message_count   integer      not null default 0,
    session_duration_seconds  integer,
    sentiment_trend           text,
    client_key                text,
    metadata                  jsonb        not null default '{}',
    created_at                timestamptz  not null default now(),
    updated_at                timestamptz  not null default now(),
    deleted_at                timestamptz,
    constraint mediator_sessions_pkey primary key (tenant_id, id),
    constraint mediator_sessions_client_key_key unique (tenant_id, started_by_user_id, client_key),
    constraint mediator_sessions_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint mediator_sessions_conflict_fkey foreign key (tenant_id, conflict_id)
        references mediation.conflicts (tenant_id, id),
    constraint mediator_sessions_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint mediator_sessions_started_by_fkey foreign key (tenant_id, started_by_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (started_by_user_id),
    constraint mediator_sessions_partner_known check (partner_id in ('partner_a', 'partner_b')),
    constraint mediator_sessions_owner_has_slot check ((owner_user_id is null) = (partner_id is null)),
    constraint mediator_sessions_ends_after_start check (session_ended_at >= session_started_at),
    constraint mediator_sessions_counts_add_up
        check (message_count = user_message_count + assistant_message_count
               and user_message_count >= 0 and assistant_message_count >= 0),
    constraint mediator_sessions_duration_not_negative check (session_duration_seconds >= 0),
    constraint mediator_sessions_sentiment_known check (sentiment_trend in ('improving', 'neutral', 'worsening')),
    constraint mediator_sessions_client_key_length check (length(client_key) between 1 and 200),
    constraint mediator_sessions_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index mediator_sessions_started_at_idx
    on mediation.mediator_sessions (tenant_id, session_started_at desc, id desc);
create index mediator_sessions_conflict_partner_idx
    on mediation.mediator_sessions (tenant_id, conflict_id, partner_id, session_started_at desc, id desc);
create index mediator_sessions_owner_idx
    on mediation.mediator_sessions (tenant_id, owner_user_id, session_started_at desc, id desc);

-- A person is of few tenants: told so, the planner does not take (tenant_id, owner) for one row. Degrees of
-- dependency only: no values are kept.
create statistics mediation.mediator_sessions_dependencies (dependencies)
    on tenant_id, owner_user_id, conflict_id from mediation.mediator_sessions;

comment on table mediation.mediator_sessions is 'A conversation with the mediator.';
comment on column mediation.mediator_sessions.tenant_id is 'The couple''s tenant.';
comment on column mediation.mediator_sessions.id is 'Key; grows with time.';
comment on column mediation.mediator_sessions.conflict_id is 'The conflict it is about, if any.';
comment on column mediation.mediator_sessions.owner_user_id is
    'Whose private session it is; null for one that both partners share.';
comment on column mediation.mediator_sessions.partner_id is
    'partner_a or partner_b: the owner''s slot, set by a trigger; null for a shared session.';
comment on column mediation.mediator_sessions.started_by_user_id is 'Who opened it.';
comment on column mediation.mediator_sessions.session_started_at is 'When it began.';
comment on column mediation.mediator_sessions.session_ended_at is 'When it ended; null while it goes on.';
comment on column mediation.mediator_sessions.message_count is 'How many messages it has; kept by a trigger.';
comment on column mediation.mediator_sessions.user_message_count is
    'How many of them are a partner''s; kept by a trigger.';
comment on column mediation.mediator_sessions.assistant_message_count is
    'How many of them are the mediator''s; kept by a trigger.';
comment on column mediation.mediator_sessions.session_duration_seconds is
    'From start to end, in seconds; set when it ends.';
comment on column mediation.mediator_sessions.sentiment_trend is 'improving, neutral or worsening; null until judged.';
comment on column mediation.mediator_sessions.client_key is
    'Key that the client gave, so that the session is made once however often it is sent.';
comment on column mediation.mediator_sessions.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.mediator_sessions.created_at is 'When the row was made.';
comment on column mediation.mediator_sessions.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.mediator_sessions.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.mediator_sessions enable row level security;
alter table mediation.mediator_sessions force row level security;

grant select on mediation.mediator_sessions to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, conflict_id, owner_user_id, started_by_user_id, session_started_at, client_key, metadata)
    on mediation.mediator_sessions to palisade_member, palisade_service;
grant update (session_ended_at, sentiment_trend, metadata)
    on mediation.mediator_sessions to palisade_member, palisade_service;
grant update (message_count, user_message_count, assistant_message_count, deleted_at)
    on mediation.mediator_sessions to palisade_definer;

create policy mediator_sessions_tenant on mediation.mediator_sessions as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy mediator_sessions_select_own on mediation.mediator_sessions for select
    to palisade_member, palisade_service
    using ((owner_user_id = (select palisade.user_id()) or owner_user_id is null) and deleted_at is null);

create policy mediator_sessions_select_tenant on mediation.mediator_sessions for select to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy mediator_sessions_insert_own on mediation.mediator_sessions for insert
    to palisade_member, palisade_service
    with check ((owner_user_id = (select palisade.user_id()) or owner_user_id is null)
                and started_by_user_id = (select palisade.user_id()));

create policy mediator_sessions_update_own on mediation.mediator_sessions for update
    to palisade_member, palisade_service
    using      (owner_user_id = (select palisade.user_id()) or owner_user_id is null)
    with check (owner_user_id = (select palisade.user_id()) or owner_user_id is null);

create policy mediator_sessions_update_tenant on mediation.mediator_sessions for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger mediator_sessions_take_partner before insert or update of tenant_id, owner_user_id, partner_id
    on mediation.mediator_sessions
    for each row execute function mediation.take_partner_from_owner();

create trigger mediator_sessions_take_duration before insert or update of session_started_at, session_ended_at
    on mediation.mediator_sessions
    for each row execute function mediation.take_session_duration();

create trigger mediator_sessions_touch before update on mediation.mediator_sessions
    for each row execute function palisade.touch_row();
