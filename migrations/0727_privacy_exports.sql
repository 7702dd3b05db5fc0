-- An export that the worker makes into an archive, to be fetched once by whoever asked for it. Tenant: tenant_id.
-- Written by the privacy procedures alone; gone with the person it is about, and with the person who asked.
set local role palisade_owner;

create table privacy.exports (
    tenant_id     uuid         not null,
    id            uuid         not null default palisade.uuid_v7(),
    request_id    uuid         not null,
    subject_id    uuid         not null,
    requested_by  uuid         not null,
    state         text         not null default 'pending',
    reached       text,
    reached_key   text[],
    files         jsonb        not null default '[]',
    rows          bigint       not null default 0,
    bytes         bigint       not null default 0,
    chunks        integer      not null default 0,
    problem       text,
    try_after     timestamptz,
    created_at    timestamptz  not null default now(),
    ready_at      timestamptz,
    fetched_at    timestamptz,
    expires_at    timestamptz,
    constraint exports_pkey primary key (tenant_id, id),
    constraint exports_request_key unique (tenant_id, request_id),
    constraint exports_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint exports_request_fkey foreign key (tenant_id, request_id)
        references privacy.gdpr_requests (tenant_id, id),
    constraint exports_state_known check (state in ('pending', 'ready', 'fetching', 'fetched', 'expired'))
);

create index exports_requested_by_idx on privacy.exports (tenant_id, requested_by, created_at desc, id desc);
create unique index exports_one_at_a_time_key on privacy.exports (tenant_id, requested_by, subject_id)
    where state in ('pending', 'ready');
create index exports_subject_idx on privacy.exports (tenant_id, subject_id);
create index exports_pending_idx on privacy.exports (created_at, id) where state = 'pending';
create index exports_expiring_idx on privacy.exports (expires_at) where state in ('ready', 'fetching');

comment on table privacy.exports is 'An archive of what is there about a person: for one use, within 24 hours.';
comment on column privacy.exports.tenant_id is 'The tenant whose rows it holds.';
comment on column privacy.exports.id is 'Key, and what it is fetched by: GET /exports/{id}.';
comment on column privacy.exports.request_id is 'The request that it answers.';
comment on column privacy.exports.subject_id is 'The person it is about: a user, or a row of a table of people.';
comment on column privacy.exports.requested_by is 'The user who asked for it, and who alone may fetch it.';
comment on column privacy.exports.state is
    'pending (being made), ready, fetching, fetched, or expired; only a ready one can be fetched.';
comment on column privacy.exports.reached is 'The table that is read at present, while it is being made.';
comment on column privacy.exports.reached_key is 'Key of the last row that was read; null: the table''s first is next.';
comment on column privacy.exports.files is 'Its files so far: name, table, rows.';
comment on column privacy.exports.rows is 'Rows in it so far.';
comment on column privacy.exports.bytes is 'Bytes of the archive so far, compressed.';
comment on column privacy.exports.chunks is 'Rows of privacy.export_chunks that hold it.';
comment on column privacy.exports.problem is 'Why the last step failed, as an SQLSTATE; null when it did not.';
comment on column privacy.exports.try_after is 'When a step that failed is tried again.';
comment on column privacy.exports.created_at is 'When it was asked for.';
comment on column privacy.exports.ready_at is 'When it was complete.';
comment on column privacy.exports.fetched_at is 'When it began to be fetched.';
comment on column privacy.exports.expires_at is 'When it is deleted: 24 hours after it was ready; once fetched, an hour.';

alter table privacy.exports enable row level security;
alter table privacy.exports force row level security;

grant select (tenant_id, id, request_id, requested_by, state, rows, bytes, problem, created_at, ready_at, fetched_at,
              expires_at)
    on privacy.exports to palisade_member, palisade_admin;
grant select, insert, update, delete on privacy.exports to palisade_definer;

create policy exports_tenant on privacy.exports as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy exports_select_own on privacy.exports for select to palisade_member, palisade_admin
    using (requested_by = (select palisade.user_id()));
