-- What has to be done outside the database, written in the transaction that makes it necessary: objects and vectors
-- to put or delete. Tenant: tenant_id. Read by admins and jobs; written by functions; claimed by jobs. A payload holds
-- keys only, no words of anybody.
set local role palisade_owner;

create table core.outbox (
    tenant_id   uuid         not null default palisade.tenant_id(),
    id          uuid         not null default palisade.uuid_v7(),
    seq         bigint       generated always as identity,
    topic       text         not null,
    key         text         not null,
    payload     jsonb        not null default '{}',
    state       text         not null default 'pending',
    attempts    integer      not null default 0,
    not_before  timestamptz  not null default now(),
    claimed_at  timestamptz,
    last_error  text,
    done_at     timestamptz,
    created_at  timestamptz  not null default now(),
    constraint outbox_pkey primary key (tenant_id, id),
    constraint outbox_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint outbox_topic_known check (topic in ('object.put', 'object.delete', 'vector.put', 'vector.delete')),
    constraint outbox_key_length check (length(key) between 1 and 1200),
    constraint outbox_payload_is_small check (jsonb_typeof(payload) = 'object' and pg_column_size(payload) <= 2000),
    constraint outbox_state_known check (state in ('pending', 'running', 'done', 'dead')),
    constraint outbox_attempts_not_negative check (attempts >= 0),
    constraint outbox_done_has_time check ((state = 'done') = (done_at is not null)),
    constraint outbox_last_error_length check (length(last_error) <= 500)
);

create index outbox_due_idx on core.outbox (tenant_id, not_before, seq) where state in ('pending', 'running');
create index outbox_key_idx on core.outbox (tenant_id, key, seq);
create index outbox_state_idx on core.outbox (tenant_id, state, created_at desc, id desc);

comment on table core.outbox is 'One job for another system.';
comment on column core.outbox.tenant_id is 'The tenant.';
comment on column core.outbox.id is 'Key; grows with time.';
comment on column core.outbox.seq is 'Order of the jobs: a later one for the same key outranks an earlier.';
comment on column core.outbox.topic is 'object.put, object.delete, vector.put or vector.delete.';
comment on column core.outbox.key is 'What it is about: bucket and name, or namespace and name.';
comment on column core.outbox.payload is 'Keys of rows that the job reads; no content.';
comment on column core.outbox.state is 'pending, running, done or dead (given up).';
comment on column core.outbox.attempts is 'How often it was tried.';
comment on column core.outbox.not_before is 'When it may next be tried.';
comment on column core.outbox.claimed_at is 'When a worker took it last; null before.';
comment on column core.outbox.last_error is 'Why it last failed, without content.';
comment on column core.outbox.done_at is 'When it was done; null before.';
comment on column core.outbox.created_at is 'When the row was made.';

alter table core.outbox enable row level security;
alter table core.outbox force row level security;

grant select on core.outbox to palisade_service, palisade_definer;
grant select (tenant_id, id, topic, key, state, attempts, not_before, claimed_at, last_error, done_at, created_at)
    on core.outbox to palisade_admin;
grant insert (tenant_id, topic, key, payload, not_before) on core.outbox to palisade_definer;
grant update (state, attempts, not_before, claimed_at, last_error, done_at) on core.outbox to palisade_definer;
grant delete on core.outbox to palisade_definer;

create policy outbox_tenant on core.outbox as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy outbox_select_tenant on core.outbox for select to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy outbox_insert_tenant on core.outbox for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy outbox_update_tenant on core.outbox for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy outbox_delete_tenant on core.outbox for delete to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));
