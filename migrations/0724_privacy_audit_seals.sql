-- The hash chain over the audit log. No tenant: one chain over all, which holds nothing but hashes.
-- Written by privacy.seal_audit() alone, and never changed.
set local role palisade_owner;

create table privacy.audit_seals (
    number         bigint       not null,
    entries        bigint       not null,
    first_id       bigint       not null,
    last_id        bigint       not null,
    first_at       timestamptz  not null,
    last_at        timestamptz  not null,
    content_hash   text         not null,
    previous_hash  text         not null,
    hash           text         not null,
    sealed_at      timestamptz  not null default now(),
    constraint audit_seals_pkey primary key (number),
    constraint audit_seals_hash_is_chained check (
        hash = encode(sha256(convert_to(previous_hash || number || ':' || entries || ':' || content_hash, 'UTF8')), 'hex'))
);

comment on table privacy.audit_seals is 'A link of the chain: the entries that were committed since the link before.';
comment on column privacy.audit_seals.number is 'Counts from 1, without gaps.';
comment on column privacy.audit_seals.entries is 'How many entries it holds.';
comment on column privacy.audit_seals.first_id is 'Its smallest entry.';
comment on column privacy.audit_seals.last_id is 'Its largest entry.';
comment on column privacy.audit_seals.first_at is 'Time of its oldest entry.';
comment on column privacy.audit_seals.last_at is 'Time of its newest entry.';
comment on column privacy.audit_seals.content_hash is 'SHA-256 of the entries'' hashes, in the order of their ids.';
comment on column privacy.audit_seals.previous_hash is 'Hash of the link before; empty for the first.';
comment on column privacy.audit_seals.hash is 'SHA-256 of previous_hash, number, entries and content_hash.';
comment on column privacy.audit_seals.sealed_at is 'When it was sealed.';

alter table privacy.audit_seals enable row level security;
alter table privacy.audit_seals force row level security;

create policy audit_seals_closed on privacy.audit_seals as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (current_user = 'palisade_definer');

grant select, insert on privacy.audit_seals to palisade_definer;

create trigger audit_seals_stay before update or delete on privacy.audit_seals
    for each row execute function privacy.refuse_change();
create trigger audit_seals_stay_all before truncate on privacy.audit_seals
    for each statement execute function privacy.refuse_change();
