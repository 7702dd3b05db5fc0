-- One session of one coach, with one or many clients. Tenant: tenant_id. Person: coach_id, which never changes. A
-- coach sees and keeps their own; admins see all of the organization but not the recording's transcript.
set local role palisade_owner;

create table coaching.sessions (
    tenant_id          uuid         not null default palisade.tenant_id(),
    id                 uuid         not null default palisade.uuid_v7(),
    coach_id           uuid         not null,
    session_date       date         not null,
    session_type       text         not null,
    transcript_url     text,
    duration_minutes   integer,
    participant_count  integer,
    processing_status  text         not null default 'pending',
    metadata           jsonb        not null default '{}',
    client_key         text,
    version            integer      not null default 1,
    created_at         timestamptz  not null default now(),
    updated_at         timestamptz  not null default now(),
    constraint sessions_pkey primary key (tenant_id, id),
    constraint sessions_coach_key unique (tenant_id, id, coach_id),
    constraint sessions_client_key_key unique (tenant_id, coach_id, client_key),
    constraint sessions_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint sessions_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id),
    constraint sessions_type_is_word check (session_type ~ '^[a-z][a-z0-9_]{0,49}$'),
    constraint sessions_duration_in_range check (duration_minutes between 0 and 1440),
    constraint sessions_participant_count_not_negative check (participant_count >= 0),
    constraint sessions_processing_status_known
        check (processing_status in ('pending', 'processing', 'complete', 'failed')),
    constraint sessions_metadata_is_object check (jsonb_typeof(metadata) = 'object'),
    constraint sessions_client_key_length check (length(client_key) between 1 and 100)
);

-- Day and key in one direction, so that a keyset page is one row comparison, forwards and backwards.
create index sessions_date_idx on coaching.sessions (tenant_id, session_date desc, id desc);
create index sessions_coach_date_idx on coaching.sessions (tenant_id, coach_id, session_date desc, id desc);
create index sessions_processing_idx
    on coaching.sessions (tenant_id, processing_status, session_date desc, id desc);

-- A coach is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics coaching.sessions_dependencies (dependencies)
    on tenant_id, coach_id from coaching.sessions;

comment on table coaching.sessions is 'A session of a coach with one or many clients.';
comment on column coaching.sessions.tenant_id is 'The organization''s tenant.';
comment on column coaching.sessions.id is 'Key; grows with time.';
comment on column coaching.sessions.coach_id is 'Who coached.';
comment on column coaching.sessions.session_date is 'Day of the session, as the coach''s calendar says.';
comment on column coaching.sessions.session_type is 'One word, such as individual, group or workshop.';
comment on column coaching.sessions.transcript_url is
    'Where the transcript is kept; built by the server, never by a client.';
comment on column coaching.sessions.duration_minutes is 'Length in minutes.';
comment on column coaching.sessions.participant_count is 'How many took part, the coach not counted.';
comment on column coaching.sessions.processing_status is
    'Of transcript and summaries: pending, processing, complete or failed.';
comment on column coaching.sessions.metadata is 'What else the apps keep with it.';
comment on column coaching.sessions.client_key is
    'Chosen by the app that made it, so that a repeated request makes nothing twice.';
comment on column coaching.sessions.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.sessions.created_at is 'When the row was made.';
comment on column coaching.sessions.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.sessions enable row level security;
alter table coaching.sessions force row level security;

grant select on coaching.sessions to palisade_member, palisade_service;
grant select (tenant_id, id, coach_id, session_date, session_type, duration_minutes, participant_count,
              processing_status, metadata, version, created_at, updated_at)
    on coaching.sessions to palisade_admin;
grant select (tenant_id, id, coach_id, session_date, session_type, duration_minutes)
    on coaching.sessions to palisade_definer;
grant insert (tenant_id, coach_id, session_date, session_type, duration_minutes, participant_count, metadata,
              client_key)
    on coaching.sessions to palisade_member, palisade_service;
grant insert (transcript_url, processing_status) on coaching.sessions to palisade_service;
grant update (session_date, session_type, duration_minutes, participant_count, metadata, version)
    on coaching.sessions to palisade_member, palisade_service;
grant update (transcript_url, processing_status) on coaching.sessions to palisade_service;
grant delete on coaching.sessions to palisade_service;

create policy sessions_tenant on coaching.sessions as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy sessions_select_own on coaching.sessions for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy sessions_select_tenant on coaching.sessions for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy sessions_insert_own on coaching.sessions for insert to palisade_member
    with check (coach_id = (select id from coaching.own_coach()));

create policy sessions_insert_tenant on coaching.sessions for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy sessions_update_own on coaching.sessions for update to palisade_member
    using      (coach_id = (select id from coaching.own_coach()))
    with check (coach_id = (select id from coaching.own_coach()));

create policy sessions_update_tenant on coaching.sessions for update to palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy sessions_delete_tenant on coaching.sessions for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger sessions_touch before update on coaching.sessions
    for each row execute function palisade.touch_versioned_row();
