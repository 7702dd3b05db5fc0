-- Erasures and anonymizations by keyed hash, to be done again after a backup was restored. No tenant column: the hash
-- holds it. Written by the privacy procedures alone, kept outside of the database by `palisade privacy log`.
set local role palisade_owner;

create table privacy.erasure_log (
    id            uuid         not null default palisade.uuid_v7(),
    kind          text         not null,
    relation      text         not null,
    tenant_id     uuid         not null,
    subject_hash  bytea        not null,
    request_id    uuid         not null,
    created_at    timestamptz  not null default now(),
    constraint erasure_log_pkey primary key (id),
    constraint erasure_log_entry_key unique (request_id, relation, tenant_id, subject_hash),
    constraint erasure_log_kind_known check (kind in ('erase', 'delete_sessions', 'anonymize_session', 'anonymize'))
);

create index erasure_log_created_at_idx on privacy.erasure_log (created_at, id);

comment on table privacy.erasure_log is 'Who must not come back with a restored backup.';
comment on column privacy.erasure_log.id is 'Key; grows with time.';
comment on column privacy.erasure_log.kind is 'What was done: the kind of the request.';
comment on column privacy.erasure_log.relation is 'The table of people (or sessions) that the key was of.';
comment on column privacy.erasure_log.tenant_id is 'The tenant that it was done in.';
comment on column privacy.erasure_log.subject_hash is 'Keyed hash of table, tenant and key.';
comment on column privacy.erasure_log.request_id is 'The request.';
comment on column privacy.erasure_log.created_at is 'When it was begun.';

alter table privacy.erasure_log enable row level security;
alter table privacy.erasure_log force row level security;

create policy erasure_log_closed on privacy.erasure_log as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (current_user = 'palisade_definer');

grant select, insert on privacy.erasure_log to palisade_definer;

create trigger erasure_log_stays before update or delete on privacy.erasure_log
    for each row execute function privacy.refuse_change();
