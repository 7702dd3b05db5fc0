-- A piece of a transcript while its session runs. Tenant: tenant_id. Person: trainee_id, taken from the transcript.
-- Seen like the transcript. Added, never changed; compacting (0268) moves pieces into the transcript.
set local role palisade_owner;

create table training.transcript_chunks (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    transcript_id  uuid         not null,
    trainee_id     uuid         not null,
    seq            integer      not null,
    client_key     text         not null,
    speaker        text         not null,
    start_ms       integer,
    end_ms         integer,
    text           text         not null,
    payload        jsonb        not null default '{}',
    received_at    timestamptz  not null default now(),
    constraint transcript_chunks_pkey primary key (tenant_id, id),
    constraint transcript_chunks_seq_key unique (tenant_id, transcript_id, seq),
    constraint transcript_chunks_client_key_key unique (tenant_id, transcript_id, client_key),
    constraint transcript_chunks_transcript_fkey foreign key (tenant_id, transcript_id)
        references training.transcripts (tenant_id, id) on delete cascade,
    constraint transcript_chunks_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint transcript_chunks_client_key_length check (length(client_key) between 1 and 100),
    constraint transcript_chunks_speaker_length check (length(speaker) between 1 and 50),
    constraint transcript_chunks_times_in_order check (start_ms >= 0 and end_ms >= coalesce(start_ms, 0)),
    constraint transcript_chunks_text_length check (length(text) between 1 and 20000),
    constraint transcript_chunks_payload_is_object check (jsonb_typeof(payload) = 'object'),
    constraint transcript_chunks_payload_length check (length(payload::text) <= 20000)
);

create index transcript_chunks_trainee_idx on training.transcript_chunks (tenant_id, trainee_id, id desc);

-- A trainee is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics training.transcript_chunks_dependencies (dependencies)
    on tenant_id, trainee_id, transcript_id from training.transcript_chunks;

comment on table training.transcript_chunks is 'A piece of a transcript that is still being written.';
comment on column training.transcript_chunks.tenant_id is 'The company''s tenant.';
comment on column training.transcript_chunks.id is 'Key; grows with time.';
comment on column training.transcript_chunks.transcript_id is 'The transcript.';
comment on column training.transcript_chunks.trainee_id is 'Whose session it is; set by a trigger.';
comment on column training.transcript_chunks.seq is
    'Its number within the transcript, from 1, without gaps; set by a trigger.';
comment on column training.transcript_chunks.client_key is
    'Chosen by the app that added it, so that a repeated request adds nothing twice.';
comment on column training.transcript_chunks.speaker is 'Label of the voice, as in the participants.';
comment on column training.transcript_chunks.start_ms is
    'When it begins, in milliseconds from the start of the session.';
comment on column training.transcript_chunks.end_ms is 'When it ends, in milliseconds from the start of the session.';
comment on column training.transcript_chunks.text is 'What was said.';
comment on column training.transcript_chunks.payload is 'What else speech recognition told.';
comment on column training.transcript_chunks.received_at is 'When the server took it.';

alter table training.transcript_chunks enable row level security;
alter table training.transcript_chunks force row level security;

grant select on training.transcript_chunks to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, transcript_id, client_key, speaker, start_ms, end_ms, text, payload)
    on training.transcript_chunks to palisade_member, palisade_service;
grant delete on training.transcript_chunks to palisade_service, palisade_definer;

create policy transcript_chunks_tenant on training.transcript_chunks as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcript_chunks_select_own on training.transcript_chunks for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy transcript_chunks_select_tenant on training.transcript_chunks for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy transcript_chunks_insert_own on training.transcript_chunks for insert to palisade_member
    with check (trainee_id = (select id from training.own_trainee()));

create policy transcript_chunks_insert_tenant on training.transcript_chunks for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcript_chunks_delete_tenant on training.transcript_chunks for delete
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create trigger transcript_chunks_number before insert on training.transcript_chunks
    for each row execute function training.number_transcript_chunk();
