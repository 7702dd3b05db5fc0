-- What was said in a conflict, turn by turn. Tenant: tenant_id. Seen by both partners, for both were there; appended
-- only, in an order without gaps. Each says whose speech it is, so that one partner's can be taken out.
set local role palisade_owner;

create table mediation.conflict_segments (
    tenant_id        uuid         not null default palisade.tenant_id(),
    id               uuid         not null default palisade.uuid_v7(),
    conflict_id      uuid         not null,
    seq              integer      not null,
    speaker          text         not null,
    speaker_user_id  uuid,
    text             text         not null,
    start_ms         integer,
    end_ms           integer,
    language         text         not null default 'en',
    client_key       text,
    metadata         jsonb        not null default '{}',
    created_at       timestamptz  not null default now(),
    deleted_at       timestamptz,
    constraint conflict_segments_pkey primary key (tenant_id, id),
    constraint conflict_segments_seq_key unique (tenant_id, conflict_id, seq),
    constraint conflict_segments_client_key_key unique (tenant_id, conflict_id, client_key),
    constraint conflict_segments_conflict_fkey foreign key (tenant_id, conflict_id)
        references mediation.conflicts (tenant_id, id),
    constraint conflict_segments_speaker_fkey foreign key (tenant_id, speaker_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (speaker_user_id),
    constraint conflict_segments_seq_positive check (seq > 0),
    constraint conflict_segments_speaker_known check (speaker in ('partner_a', 'partner_b', 'other')),
    constraint conflict_segments_text_length check (length(text) between 1 and 20000),
    constraint conflict_segments_start_not_negative check (start_ms >= 0),
    constraint conflict_segments_ends_after_start check (end_ms >= start_ms),
    constraint conflict_segments_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint conflict_segments_client_key_length check (length(client_key) between 1 and 200),
    constraint conflict_segments_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index conflict_segments_speaker_idx on mediation.conflict_segments (tenant_id, speaker_user_id);

comment on table mediation.conflict_segments is 'One turn of a conflict''s transcript.';
comment on column mediation.conflict_segments.tenant_id is 'The couple''s tenant.';
comment on column mediation.conflict_segments.id is 'Key; grows with time.';
comment on column mediation.conflict_segments.conflict_id is 'The conflict.';
comment on column mediation.conflict_segments.seq is 'Place in the transcript, from 1, without gaps; set by a trigger.';
comment on column mediation.conflict_segments.speaker is 'partner_a, partner_b or other.';
comment on column mediation.conflict_segments.speaker_user_id is 'Account of the partner who speaks; set by a trigger.';
comment on column mediation.conflict_segments.text is 'The words.';
comment on column mediation.conflict_segments.start_ms is
    'Begin of the turn, in milliseconds from the conflict''s start.';
comment on column mediation.conflict_segments.end_ms is 'End of the turn, in milliseconds from the conflict''s start.';
comment on column mediation.conflict_segments.language is 'BCP 47 tag of the language spoken.';
comment on column mediation.conflict_segments.client_key is
    'Key that the client gave, so that the segment is made once however often it is sent.';
comment on column mediation.conflict_segments.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.conflict_segments.created_at is 'When the row was made.';
comment on column mediation.conflict_segments.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.conflict_segments enable row level security;
alter table mediation.conflict_segments force row level security;

grant select on mediation.conflict_segments to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, conflict_id, speaker, text, start_ms, end_ms, language, client_key, metadata)
    on mediation.conflict_segments to palisade_member, palisade_service;
grant update (deleted_at) on mediation.conflict_segments to palisade_definer;

create policy conflict_segments_tenant on mediation.conflict_segments as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflict_segments_select_present on mediation.conflict_segments for select to palisade_member
    using (tenant_id = (select palisade.tenant_id()) and deleted_at is null);

create policy conflict_segments_select_tenant on mediation.conflict_segments for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy conflict_segments_insert_tenant on mediation.conflict_segments for insert
    to palisade_member, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflict_segments_update_tenant on mediation.conflict_segments for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger conflict_segments_place before insert on mediation.conflict_segments
    for each row execute function mediation.place_conflict_segment();

create trigger conflict_segments_count after insert or delete on mediation.conflict_segments
    for each row execute function mediation.count_conflict_segment();
