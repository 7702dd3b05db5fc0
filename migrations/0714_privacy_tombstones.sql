-- Who was erased or anonymized, as keyed hashes: what the triggers of mapped tables ask, so that a late write cannot
-- bring a person back. No tenant: the hash holds it. Written by the privacy procedures alone.
set local role palisade_owner;

create table privacy.tombstones (
    subject_hash  bytea        not null,
    kind          text         not null,
    created_at    timestamptz  not null default now(),
    constraint tombstones_pkey primary key (subject_hash),
    constraint tombstones_kind_known check (kind in ('erase', 'anonymize', 'restrict'))
);

comment on table privacy.tombstones is 'People and sessions that nothing may be written about any more.';
comment on column privacy.tombstones.subject_hash is 'Keyed hash of table, tenant and key.';
comment on column privacy.tombstones.kind is 'erase, anonymize, or restrict (until it is lifted).';
comment on column privacy.tombstones.created_at is 'When that happened.';

alter table privacy.tombstones enable row level security;
alter table privacy.tombstones force row level security;

create policy tombstones_closed on privacy.tombstones as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (current_user = 'palisade_definer');

grant select, insert, update, delete on privacy.tombstones to palisade_definer;
