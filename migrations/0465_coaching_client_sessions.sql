-- What part a client had in a session. Tenant: tenant_id. Persons: client_id, and coach_id, taken from the session.
-- Seen with the session. It makes the client known to the coach, so a coach can only name clients that they see.
set local role palisade_owner;

create table coaching.client_sessions (
    tenant_id              uuid              not null default palisade.tenant_id(),
    id                     uuid              not null default palisade.uuid_v7(),
    client_id              uuid              not null,
    session_id             uuid              not null,
    coach_id               uuid              not null,
    speaking_time_seconds  integer,
    engagement_level       text,
    breakthrough_detected  boolean           not null default false,
    priority_score         double precision,
    created_at             timestamptz       not null default now(),
    updated_at             timestamptz       not null default now(),
    constraint client_sessions_pkey primary key (tenant_id, id),
    constraint client_sessions_client_session_key unique (tenant_id, client_id, session_id),
    constraint client_sessions_people_key unique (tenant_id, id, client_id, coach_id),
    constraint client_sessions_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint client_sessions_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id),
    constraint client_sessions_client_fkey foreign key (tenant_id, client_id)
        references coaching.clients (tenant_id, id) on delete cascade,
    constraint client_sessions_session_fkey foreign key (tenant_id, session_id, coach_id)
        references coaching.sessions (tenant_id, id, coach_id) on delete cascade,
    constraint client_sessions_speaking_time_not_negative check (speaking_time_seconds >= 0),
    constraint client_sessions_engagement_level_known check (engagement_level in ('low', 'medium', 'high')),
    constraint client_sessions_priority_score_in_range check (priority_score between 0 and 1)
);

create index client_sessions_session_idx on coaching.client_sessions (tenant_id, session_id, coach_id, id);
create index client_sessions_client_idx on coaching.client_sessions (tenant_id, client_id, id desc);
create index client_sessions_coach_idx on coaching.client_sessions (tenant_id, coach_id, id desc);
create index client_sessions_priority_idx on coaching.client_sessions (tenant_id, priority_score, id);

-- A coach is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics coaching.client_sessions_dependencies (dependencies)
    on tenant_id, coach_id, client_id, session_id from coaching.client_sessions;

comment on table coaching.client_sessions is 'One client''s part in one session.';
comment on column coaching.client_sessions.tenant_id is 'The organization''s tenant.';
comment on column coaching.client_sessions.id is 'Key; grows with time.';
comment on column coaching.client_sessions.client_id is 'The client.';
comment on column coaching.client_sessions.session_id is 'The session.';
comment on column coaching.client_sessions.coach_id is 'Whose session it is; set by a trigger.';
comment on column coaching.client_sessions.speaking_time_seconds is 'How long the client spoke, in seconds.';
comment on column coaching.client_sessions.engagement_level is 'low, medium or high; null while not judged.';
comment on column coaching.client_sessions.breakthrough_detected is 'Whether something changed for the client in it.';
comment on column coaching.client_sessions.priority_score is
    'How soon the client needs attention: 0 (can wait) to 1 (now).';
comment on column coaching.client_sessions.created_at is 'When the row was made.';
comment on column coaching.client_sessions.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.client_sessions enable row level security;
alter table coaching.client_sessions force row level security;

grant select on coaching.client_sessions to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, client_id, session_id, coach_id, breakthrough_detected)
    on coaching.client_sessions to palisade_definer;
grant insert (tenant_id, client_id, session_id, speaking_time_seconds, engagement_level, breakthrough_detected,
              priority_score)
    on coaching.client_sessions to palisade_member, palisade_service;
grant update (speaking_time_seconds, engagement_level, breakthrough_detected, priority_score)
    on coaching.client_sessions to palisade_member, palisade_service;
grant delete on coaching.client_sessions to palisade_service;

create policy client_sessions_tenant on coaching.client_sessions as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy client_sessions_select_own on coaching.client_sessions for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy client_sessions_select_tenant on coaching.client_sessions for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy client_sessions_insert_own on coaching.client_sessions for insert to palisade_member
    with check (coach_id = (select id from coaching.own_coach()));

create policy client_sessions_insert_tenant on coaching.client_sessions for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy client_sessions_update_own on coaching.client_sessions for update to palisade_member
    using      (coach_id = (select id from coaching.own_coach()))
    with check (coach_id = (select id from coaching.own_coach()));

create policy client_sessions_update_tenant on coaching.client_sessions for update to palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy client_sessions_delete_tenant on coaching.client_sessions for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger client_sessions_take_coach
    before insert or update of tenant_id, client_id, session_id, coach_id on coaching.client_sessions
    for each row execute function coaching.take_coach_from_session();

create trigger client_sessions_touch before update on coaching.client_sessions
    for each row execute function palisade.touch_row();
