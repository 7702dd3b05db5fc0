-- What operations with an Idempotency-Key were answered, so that one that is sent again is not done again. Tenant:
-- tenant_id. Written by the server in the operation's own transaction, seen by the user whose operation it was alone,
-- and deleted by the worker after a day.
set local role palisade_owner;

create table palisade.idempotency_keys (
    tenant_id     uuid         not null default palisade.tenant_id(),
    user_id       uuid         not null default palisade.user_id(),
    key_hash      text         not null,
    request_hash  text         not null,
    answer        text,
    created_at    timestamptz  not null default now(),
    constraint idempotency_keys_pkey primary key (tenant_id, user_id, key_hash),
    constraint idempotency_keys_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint idempotency_keys_key_is_hash check (key_hash ~ '^[0-9a-f]{64}$'),
    constraint idempotency_keys_request_is_hash check (request_hash ~ '^[0-9a-f]{64}$'),
    constraint idempotency_keys_answer_size check (octet_length(answer) <= 262144)
);

create index idempotency_keys_answered_idx on palisade.idempotency_keys (tenant_id, created_at)
    where answer is not null;
create index idempotency_keys_age_idx on palisade.idempotency_keys (created_at);

comment on table palisade.idempotency_keys is 'One operation that was done once, whatever the number of attempts.';
comment on column palisade.idempotency_keys.tenant_id is 'The tenant.';
comment on column palisade.idempotency_keys.user_id is
    'Who sent it. No foreign key: the token of a job may name nobody in core.users.';
comment on column palisade.idempotency_keys.key_hash is
    'SHA-256 of the key, in hexadecimal: clients choose keys, which may say something of somebody.';
comment on column palisade.idempotency_keys.request_hash is 'SHA-256 of role, document, operation and variables.';
comment on column palisade.idempotency_keys.answer is
    'The response, up to 256 KiB; null where it was longer, and once a privacy act was done in the tenant.';
comment on column palisade.idempotency_keys.created_at is 'When the operation began; a day later the row is deleted.';

alter table palisade.idempotency_keys enable row level security;
alter table palisade.idempotency_keys force row level security;

grant select (key_hash, request_hash, answer), insert (key_hash, request_hash), update (answer)
    on palisade.idempotency_keys to palisade_member, palisade_admin, palisade_service;

create policy idempotency_keys_tenant on palisade.idempotency_keys as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy idempotency_keys_select_own on palisade.idempotency_keys for select
    to palisade_member, palisade_admin, palisade_service
    using (user_id = (select palisade.user_id()));

create policy idempotency_keys_insert_own on palisade.idempotency_keys for insert
    to palisade_member, palisade_admin, palisade_service
    with check (user_id = (select palisade.user_id()));

create policy idempotency_keys_update_own on palisade.idempotency_keys for update
    to palisade_member, palisade_admin, palisade_service
    using      (user_id = (select palisade.user_id()))
    with check (user_id = (select palisade.user_id()));
