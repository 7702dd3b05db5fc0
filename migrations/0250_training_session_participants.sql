-- Who takes part in a session: the trainee, whoever plays the customer, a coach. Tenant: tenant_id.
-- Person: trainee_id, taken from the session. Seen with the session.
set local role palisade_owner;

create table training.session_participants (
    tenant_id          uuid         not null default palisade.tenant_id(),
    id                 uuid         not null default palisade.uuid_v7(),
    session_id         uuid         not null,
    trainee_id         uuid         not null,
    speaker            text         not null,
    kind               text         not null,
    display_name       text         not null,
    talk_time_seconds  integer,
    created_at         timestamptz  not null default now(),
    constraint session_participants_pkey primary key (tenant_id, id),
    constraint session_participants_speaker_key unique (tenant_id, session_id, speaker),
    constraint session_participants_session_fkey foreign key (tenant_id, session_id)
        references training.sessions (tenant_id, id) on delete cascade,
    constraint session_participants_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint session_participants_speaker_length check (length(speaker) between 1 and 50),
    constraint session_participants_kind_known check (kind in ('trainee', 'ai_persona', 'coach', 'observer')),
    constraint session_participants_display_name_length check (length(display_name) between 1 and 200),
    constraint session_participants_talk_time_not_negative check (talk_time_seconds >= 0)
);

create index session_participants_trainee_idx on training.session_participants (tenant_id, trainee_id, id);

-- A trainee is of one tenant: told so, the planner does not take (tenant_id, trainee_id) for one row, and keeps to the
-- unique key where a row is asked for by it. Degrees of dependency only: no values are kept.
create statistics training.session_participants_dependencies (dependencies)
    on tenant_id, trainee_id, session_id from training.session_participants;

comment on table training.session_participants is 'One voice in a session.';
comment on column training.session_participants.tenant_id is 'The company''s tenant.';
comment on column training.session_participants.id is 'Key; grows with time.';
comment on column training.session_participants.session_id is 'The session.';
comment on column training.session_participants.trainee_id is
    'Whose session it is (not who speaks); set by a trigger.';
comment on column training.session_participants.speaker is 'The label of this voice in the transcript''s segments.';
comment on column training.session_participants.kind is
    'trainee, ai_persona (plays the other side), coach or observer.';
comment on column training.session_participants.display_name is 'Name to show.';
comment on column training.session_participants.talk_time_seconds is 'How long this voice spoke, in seconds.';
comment on column training.session_participants.created_at is 'When the row was made.';

alter table training.session_participants enable row level security;
alter table training.session_participants force row level security;

grant select on training.session_participants to palisade_member, palisade_admin, palisade_service;
grant insert (tenant_id, session_id, speaker, kind, display_name, talk_time_seconds)
    on training.session_participants to palisade_member, palisade_service;
grant update (kind, display_name, talk_time_seconds)
    on training.session_participants to palisade_member, palisade_service;
grant delete on training.session_participants to palisade_service;

create policy session_participants_tenant on training.session_participants as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy session_participants_select_own on training.session_participants for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy session_participants_select_tenant on training.session_participants for select
    to palisade_admin, palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create policy session_participants_insert_own on training.session_participants for insert to palisade_member
    with check (trainee_id = (select id from training.own_trainee()));

create policy session_participants_insert_tenant on training.session_participants for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy session_participants_update_own on training.session_participants for update to palisade_member
    using      (trainee_id = (select id from training.own_trainee()))
    with check (trainee_id = (select id from training.own_trainee()));

create policy session_participants_update_tenant on training.session_participants for update to palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy session_participants_delete_tenant on training.session_participants for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger session_participants_take_trainee
    before insert or update of tenant_id, session_id, trainee_id on training.session_participants
    for each row execute function training.take_trainee_from_session();
