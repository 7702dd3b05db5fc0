-- One training conversation of one trainee. Tenant: tenant_id. Person: trainee_id, which never changes.
-- A trainee sees and keeps their own; admins see all of the company but not the recording.
set local role palisade_owner;

create table training.sessions (
    tenant_id          uuid           not null default palisade.tenant_id(),
    id                 uuid           not null default palisade.uuid_v7(),
    trainee_id         uuid           not null,
    title              text           not null,
    status             text           not null default 'active',
    started_at         timestamptz    not null default now(),
    ended_at           timestamptz,
    duration_seconds   integer,
    audio_quality      jsonb,
    audio_file_url     text,
    audio_file_size    bigint,
    minute_cost        numeric(10,4),
    processing_status  text           not null default 'pending',
    analytics_summary  jsonb,
    client_key         text,
    version            integer        not null default 1,
    created_at         timestamptz    not null default now(),
    updated_at         timestamptz    not null default now(),
    constraint sessions_pkey primary key (tenant_id, id),
    constraint sessions_client_key_key unique (tenant_id, trainee_id, client_key),
    constraint sessions_company_fkey foreign key (tenant_id)
        references training.companies (tenant_id) on delete cascade,
    constraint sessions_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint sessions_title_length check (length(title) between 1 and 255),
    constraint sessions_status_known check (status in ('active', 'completed', 'analyzed', 'archived')),
    constraint sessions_ends_after_start check (ended_at >= started_at),
    constraint sessions_duration_not_negative check (duration_seconds >= 0),
    constraint sessions_audio_quality_is_object check (jsonb_typeof(audio_quality) = 'object'),
    constraint sessions_audio_file_size_not_negative check (audio_file_size >= 0),
    constraint sessions_minute_cost_not_negative check (minute_cost >= 0),
    constraint sessions_processing_status_known
        check (processing_status in ('pending', 'processing', 'complete', 'failed')),
    constraint sessions_analytics_summary_is_object check (jsonb_typeof(analytics_summary) = 'object'),
    constraint sessions_client_key_length check (length(client_key) between 1 and 100)
);

-- Time and key in one direction, so that a keyset page is one row comparison, forwards and backwards.
create index sessions_started_at_idx on training.sessions (tenant_id, started_at desc, id desc);
create index sessions_trainee_started_at_idx on training.sessions (tenant_id, trainee_id, started_at desc, id desc);
create index sessions_status_started_at_idx on training.sessions (tenant_id, status, started_at desc, id desc);

-- A trainee is of one tenant: told so, the planner does not take (tenant_id, trainee_id) for one row, and keeps to the
-- unique key where a row is asked for by it. Degrees of dependency only: no values are kept.
create statistics training.sessions_dependencies (dependencies) on tenant_id, trainee_id from training.sessions;

comment on table training.sessions is 'A recorded training conversation, such as a role play of a sales call.';
comment on column training.sessions.tenant_id is 'The company''s tenant.';
comment on column training.sessions.id is 'Key; grows with time.';
comment on column training.sessions.trainee_id is 'Who trained.';
comment on column training.sessions.title is 'What the session was about.';
comment on column training.sessions.status is 'active (running), completed, analyzed (scores are there) or archived.';
comment on column training.sessions.started_at is 'When the conversation began.';
comment on column training.sessions.ended_at is 'When it ended; null while it runs.';
comment on column training.sessions.duration_seconds is 'Length of the conversation in seconds, pauses left out.';
comment on column training.sessions.audio_quality is
    'Of the recording: sample_rate (Hz), bitrate (bit/s), codec and quality metrics.';
comment on column training.sessions.audio_file_url is
    'Where the recording is kept; built by the server, never by a client.';
comment on column training.sessions.audio_file_size is 'Size of the recording in bytes.';
comment on column training.sessions.minute_cost is 'Minutes taken from the company''s allowance.';
comment on column training.sessions.processing_status is
    'Of transcript and analysis: pending, processing, complete or failed.';
comment on column training.sessions.analytics_summary is 'The few figures that a list of sessions shows.';
comment on column training.sessions.client_key is
    'Chosen by the app that made it, so that a repeated request makes nothing twice.';
comment on column training.sessions.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column training.sessions.created_at is 'When the row was made.';
comment on column training.sessions.updated_at is 'When the row last changed; kept by a trigger.';

alter table training.sessions enable row level security;
alter table training.sessions force row level security;

grant select on training.sessions to palisade_member, palisade_service;
grant select (tenant_id, id, trainee_id, title, status, started_at, ended_at, duration_seconds, audio_quality,
              audio_file_size, minute_cost, processing_status, analytics_summary, version, created_at, updated_at)
    on training.sessions to palisade_admin;
grant select (tenant_id, id, trainee_id, status, started_at, duration_seconds, minute_cost)
    on training.sessions to palisade_definer;
grant insert (tenant_id, trainee_id, title, status, started_at, ended_at, duration_seconds, audio_quality,
              audio_file_size, client_key)
    on training.sessions to palisade_member, palisade_admin;
grant update (title, status, ended_at, duration_seconds, audio_quality, audio_file_size, version)
    on training.sessions to palisade_member;
grant update (title, status, version) on training.sessions to palisade_admin;
grant insert (tenant_id, trainee_id, title, status, started_at, ended_at, duration_seconds, audio_quality,
              audio_file_url, audio_file_size, minute_cost, processing_status, analytics_summary, client_key)
    on training.sessions to palisade_service;
grant update (title, status, started_at, ended_at, duration_seconds, audio_quality, audio_file_url, audio_file_size,
              minute_cost, processing_status, analytics_summary, version)
    on training.sessions to palisade_service;
grant delete on training.sessions to palisade_service;

create policy sessions_tenant on training.sessions as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy sessions_select_own on training.sessions for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy sessions_select_tenant on training.sessions for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy sessions_insert_own on training.sessions for insert to palisade_member
    with check (trainee_id = (select id from training.own_trainee()));

create policy sessions_insert_tenant on training.sessions for insert to palisade_admin, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy sessions_update_own on training.sessions for update to palisade_member
    using      (trainee_id = (select id from training.own_trainee()))
    with check (trainee_id = (select id from training.own_trainee()));

create policy sessions_update_tenant on training.sessions for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy sessions_delete_tenant on training.sessions for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger sessions_touch before update on training.sessions
    for each row execute function palisade.touch_versioned_row();
