-- One fight of a couple, recorded or noted. Tenant: tenant_id. Seen and kept by both partners; no admin, no analyst.
-- Deleting hides it for both: what either partner keeps in private about it stays theirs, and stays.
set local role palisade_owner;

create table mediation.conflicts (
    tenant_id             uuid              not null default palisade.tenant_id(),
    id                    uuid              not null default palisade.uuid_v7(),
    started_by_user_id    uuid              default palisade.user_id(),
    started_at            timestamptz       not null default now(),
    ended_at              timestamptz,
    status                text              not null default 'active',
    transcript_summary    text,
    transcript_path       text,
    transcript_vector_id  text,
    severity_score        double precision,
    conflict_topics       text[]            not null default '{}',
    cycle_phase           text,
    segment_count         integer           not null default 0,
    client_key            text,
    metadata              jsonb             not null default '{}',
    version               integer           not null default 1,
    created_at            timestamptz       not null default now(),
    updated_at            timestamptz       not null default now(),
    deleted_at            timestamptz,
    constraint conflicts_pkey primary key (tenant_id, id),
    constraint conflicts_client_key_key unique (tenant_id, client_key),
    constraint conflicts_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint conflicts_started_by_fkey foreign key (tenant_id, started_by_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (started_by_user_id),
    constraint conflicts_ends_after_start check (ended_at >= started_at),
    constraint conflicts_status_known check (status in ('active', 'processing', 'completed', 'analyzed', 'resolved')),
    constraint conflicts_summary_length check (length(transcript_summary) <= 10000),
    constraint conflicts_severity_in_range check (severity_score between 0 and 1),
    constraint conflicts_topics_bounded check (cardinality(conflict_topics) <= 50),
    constraint conflicts_cycle_phase_known check (cycle_phase in ('menstrual', 'follicular', 'ovulatory', 'luteal')),
    constraint conflicts_segment_count_not_negative check (segment_count >= 0),
    constraint conflicts_client_key_length check (length(client_key) between 1 and 200),
    constraint conflicts_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index conflicts_started_at_idx on mediation.conflicts (tenant_id, started_at desc, id desc);
create index conflicts_status_started_at_idx on mediation.conflicts (tenant_id, status, started_at desc, id desc);
create index conflicts_severity_idx on mediation.conflicts (tenant_id, severity_score, id);
create index conflicts_started_by_idx on mediation.conflicts (tenant_id, started_by_user_id);

comment on table mediation.conflicts is 'A conflict between the two partners.';
comment on column mediation.conflicts.tenant_id is 'The couple''s tenant.';
comment on column mediation.conflicts.id is 'Key; grows with time.';
comment on column mediation.conflicts.started_by_user_id is
    'Who began the record; null once that person''s account is gone.';
comment on column mediation.conflicts.started_at is 'When the conflict began.';
comment on column mediation.conflicts.ended_at is 'When it ended; null while it goes on.';
comment on column mediation.conflicts.status is
    'active, processing (transcript is read), completed, analyzed or resolved; only forward.';
comment on column mediation.conflicts.transcript_summary is 'A few sentences for lists.';
comment on column mediation.conflicts.transcript_path is
    'Object of the whole transcript in the bucket transcripts; set by a trigger, never by a client.';
comment on column mediation.conflicts.transcript_vector_id is
    'Vector of the transcript in the namespace transcripts; null until it is indexed.';
comment on column mediation.conflicts.severity_score is '0 (mild) to 1 (severe), rated by a partner or by an analysis.';
comment on column mediation.conflicts.conflict_topics is
    'What it was about, such as communication, finances or intimacy.';
comment on column mediation.conflicts.cycle_phase is
    'Phase of a partner''s cycle, where they chose to say so; never computed from private entries.';
comment on column mediation.conflicts.segment_count is 'How many segments its transcript has; kept by a trigger.';
comment on column mediation.conflicts.client_key is
    'Key that the client gave, so that the conflict is made once however often it is sent.';
comment on column mediation.conflicts.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.conflicts.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column mediation.conflicts.created_at is 'When the row was made.';
comment on column mediation.conflicts.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.conflicts.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.conflicts enable row level security;
alter table mediation.conflicts force row level security;

grant select on mediation.conflicts to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, started_by_user_id, started_at, severity_score, conflict_topics, cycle_phase, client_key,
              metadata)
    on mediation.conflicts to palisade_member, palisade_service;
grant update (ended_at, status, transcript_summary, severity_score, conflict_topics, cycle_phase, metadata, version)
    on mediation.conflicts to palisade_member, palisade_service;
grant update (transcript_vector_id) on mediation.conflicts to palisade_service;
grant update (segment_count, status, deleted_at) on mediation.conflicts to palisade_definer;

create policy conflicts_tenant on mediation.conflicts as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflicts_select_present on mediation.conflicts for select to palisade_member
    using (tenant_id = (select palisade.tenant_id()) and deleted_at is null);

create policy conflicts_select_tenant on mediation.conflicts for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy conflicts_insert_tenant on mediation.conflicts for insert to palisade_member, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflicts_update_tenant on mediation.conflicts for update
    to palisade_member, palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

-- A turn of the transcript is no change of the conflict: who edits it meanwhile need not start over.
create trigger conflicts_touch before update on mediation.conflicts
    for each row when (old.segment_count = new.segment_count)
    execute function palisade.touch_versioned_row();

create trigger conflicts_follow_status before update of status on mediation.conflicts
    for each row when (old.status is distinct from new.status)
    execute function mediation.follow_conflict_status();
