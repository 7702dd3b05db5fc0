-- What was said in a session. Tenant: tenant_id. Person: trainee_id, taken from the session.
-- Seen by the trainee alone. Admins hold no grant: where the company allows it they read one transcript at a time
-- through a function that logs who read what and why. Analysts never.
set local role palisade_owner;

create table training.transcripts (
    tenant_id           uuid              not null default palisade.tenant_id(),
    id                  uuid              not null default palisade.uuid_v7(),
    session_id          uuid              not null,
    trainee_id          uuid              not null,
    content             text,
    structured_content  jsonb             not null default '[]',
    language            text              not null default 'en-US',
    confidence_score    double precision,
    word_count          integer           not null default 0,
    is_anonymized       boolean           not null default false,
    anonymized_at       timestamptz,
    compacted_to_seq    integer           not null default 0,
    version             integer           not null default 1,
    created_at          timestamptz       not null default now(),
    updated_at          timestamptz       not null default now(),
    search_vector       tsvector          not null generated always as (
        to_tsvector(palisade.search_configuration(language), left(coalesce(content, ''), 150000))
    ) stored,
    constraint transcripts_pkey primary key (tenant_id, id),
    constraint transcripts_session_key unique (tenant_id, session_id),
    constraint transcripts_session_fkey foreign key (tenant_id, session_id)
        references training.sessions (tenant_id, id) on delete cascade,
    constraint transcripts_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint transcripts_structure_is_known check (
        case when is_anonymized then jsonb_typeof(structured_content) = 'object'
             else jsonb_typeof(structured_content) = 'array' end),
    constraint transcripts_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint transcripts_confidence_in_range check (confidence_score between 0 and 1),
    constraint transcripts_word_count_not_negative check (word_count >= 0),
    constraint transcripts_anonymized_has_time check (is_anonymized = (anonymized_at is not null)),
    constraint transcripts_compacted_to_seq_not_negative check (compacted_to_seq >= 0)
);

create index transcripts_trainee_idx on training.transcripts (tenant_id, trainee_id, created_at desc, id desc);
create index transcripts_created_at_idx on training.transcripts (tenant_id, created_at desc, id desc);
create index transcripts_search_idx on training.transcripts using gin (tenant_id, search_vector);

-- A trainee is of one tenant: told so, the planner does not take (tenant_id, trainee_id) for one row, and keeps to the
-- unique key where a row is asked for by it. Degrees of dependency only: no values are kept.
create statistics training.transcripts_dependencies (dependencies)
    on tenant_id, trainee_id, session_id from training.transcripts;

comment on table training.transcripts is 'The spoken words of one session; at most one per session.';
comment on column training.transcripts.tenant_id is 'The company''s tenant.';
comment on column training.transcripts.id is 'Key; grows with time.';
comment on column training.transcripts.session_id is 'The session.';
comment on column training.transcripts.trainee_id is 'Whose session it is; set by a trigger.';
comment on column training.transcripts.content is 'All that was said, one line per turn.';
comment on column training.transcripts.structured_content is
    'An array of segments {speaker, start_ms, end_ms, text}; after anonymizing the object {anonymized, timestamp}.';
comment on column training.transcripts.language is 'BCP 47 tag of the language spoken.';
comment on column training.transcripts.confidence_score is 'Of speech recognition: 0 (guessed) to 1 (certain).';
comment on column training.transcripts.word_count is 'Words in content.';
comment on column training.transcripts.is_anonymized is 'True once its words were removed; nothing can be added then.';
comment on column training.transcripts.anonymized_at is 'When its words were removed.';
comment on column training.transcripts.compacted_to_seq is
    'Up to which number pieces were moved from training.transcript_chunks into this row.';
comment on column training.transcripts.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column training.transcripts.created_at is 'When the row was made.';
comment on column training.transcripts.updated_at is 'When the row last changed; kept by a trigger.';
comment on column training.transcripts.search_vector is
    'The words of content in their language, the first 150,000 characters; for training.search_transcripts().';

alter table training.transcripts enable row level security;
alter table training.transcripts force row level security;

grant select on training.transcripts to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, session_id, content, structured_content, language, confidence_score, word_count)
    on training.transcripts to palisade_member, palisade_service;
grant update (content, structured_content, language, confidence_score, word_count, version)
    on training.transcripts to palisade_member, palisade_service;
grant update (content, structured_content, word_count, compacted_to_seq) on training.transcripts to palisade_definer;
grant delete on training.transcripts to palisade_service;

create policy transcripts_tenant on training.transcripts as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcripts_select_own on training.transcripts for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy transcripts_select_tenant on training.transcripts for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy transcripts_insert_own on training.transcripts for insert to palisade_member
    with check (trainee_id = (select id from training.own_trainee()));

create policy transcripts_insert_tenant on training.transcripts for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcripts_update_own on training.transcripts for update to palisade_member
    using      (trainee_id = (select id from training.own_trainee()))
    with check (trainee_id = (select id from training.own_trainee()));

create policy transcripts_update_tenant on training.transcripts for update to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy transcripts_delete_tenant on training.transcripts for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger transcripts_take_trainee
    before insert or update of tenant_id, session_id, trainee_id on training.transcripts
    for each row execute function training.take_trainee_from_session();

create trigger transcripts_touch before update on training.transcripts
    for each row execute function palisade.touch_versioned_row();
