-- Who read whose transcript, and why. Tenant: tenant_id. Persons: trainee_id, whose words they are, and
-- reader_user_id. Seen by that trainee and by admins; written by training.open_transcript() alone, never changed.
set local role palisade_owner;

create table training.transcript_readings (
    tenant_id       uuid         not null default palisade.tenant_id(),
    id              uuid         not null default palisade.uuid_v7(),
    transcript_id   uuid         not null,
    trainee_id      uuid         not null,
    reader_user_id  uuid,
    reason          text         not null,
    read_at         timestamptz  not null default now(),
    constraint transcript_readings_pkey primary key (tenant_id, id),
    constraint transcript_readings_transcript_fkey foreign key (tenant_id, transcript_id)
        references training.transcripts (tenant_id, id) on delete cascade,
    constraint transcript_readings_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint transcript_readings_reader_fkey foreign key (tenant_id, reader_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (reader_user_id),
    constraint transcript_readings_reason_length check (length(reason) between 10 and 1000)
);

create index transcript_readings_transcript_idx
    on training.transcript_readings (tenant_id, transcript_id, read_at desc, id desc);
create index transcript_readings_trainee_idx
    on training.transcript_readings (tenant_id, trainee_id, read_at desc, id desc);
create index transcript_readings_reader_idx
    on training.transcript_readings (tenant_id, reader_user_id, read_at desc, id desc);
create index transcript_readings_read_at_idx on training.transcript_readings (tenant_id, read_at desc, id desc);

-- A trainee is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics training.transcript_readings_dependencies (dependencies)
    on tenant_id, trainee_id, transcript_id from training.transcript_readings;

comment on table training.transcript_readings is 'That an admin read a transcript.';
comment on column training.transcript_readings.tenant_id is 'The company''s tenant.';
comment on column training.transcript_readings.id is 'Key; grows with time.';
comment on column training.transcript_readings.transcript_id is 'The transcript that was read.';
comment on column training.transcript_readings.trainee_id is 'Whose words were read.';
comment on column training.transcript_readings.reader_user_id is 'Who read them; null once that person was erased.';
comment on column training.transcript_readings.reason is 'Why, in the reader''s words.';
comment on column training.transcript_readings.read_at is 'When.';

alter table training.transcript_readings enable row level security;
alter table training.transcript_readings force row level security;

grant select on training.transcript_readings to palisade_member, palisade_admin, palisade_service;
grant insert on training.transcript_readings to palisade_definer;
grant delete on training.transcript_readings to palisade_service;

create policy transcript_readings_tenant on training.transcript_readings as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcript_readings_select_own on training.transcript_readings for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy transcript_readings_select_tenant on training.transcript_readings for select
    to palisade_admin, palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create policy transcript_readings_insert_tenant on training.transcript_readings for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcript_readings_delete_tenant on training.transcript_readings for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));
