-- A request under data protection law, from its receipt to its end. Tenant: tenant_id, without a foreign key: the
-- record of an erasure outlives the tenant. Written by the privacy procedures alone.
set local role palisade_owner;

create table privacy.gdpr_requests (
    tenant_id          uuid         not null,
    id                 uuid         not null default palisade.uuid_v7(),
    kind               text         not null,
    state              text         not null default 'received',
    subject_id         uuid,
    subject_pseudonym  text         not null,
    session_id         uuid,
    reason             text,
    requested_by       uuid,
    requested_role     text         not null,
    preview            jsonb,
    preview_hash       text,
    rows_done          bigint       not null default 0,
    rows_left          bigint,
    done               jsonb        not null default '{}',
    roots              jsonb,
    tenants            uuid[]       not null,
    stage              text,
    problem            text,
    try_after          timestamptz,
    refusal            text,
    extension_reason   text,
    receipt_id         uuid,
    received_at        timestamptz  not null default now(),
    verified_at        timestamptz,
    previewed_at       timestamptz,
    started_at         timestamptz,
    finished_at        timestamptz,
    due_at             timestamptz  not null default now() + interval '1 month',
    constraint gdpr_requests_pkey primary key (tenant_id, id),
    constraint gdpr_requests_kind_known check (kind in (
        'erase', 'delete_sessions', 'anonymize_session', 'anonymize', 'export', 'restrict', 'unrestrict', 'rectify')),
    constraint gdpr_requests_state_known
        check (state in ('received', 'verified', 'previewed', 'running', 'done', 'refused')),
    constraint gdpr_requests_reason_length check (length(reason) between 1 and 500),
    constraint gdpr_requests_refusal_given check ((state = 'refused') = (refusal is not null)),
    constraint gdpr_requests_due_within_three_months check (due_at <= received_at + interval '3 months')
);

create index gdpr_requests_received_at_idx on privacy.gdpr_requests (tenant_id, received_at desc, id desc);
create index gdpr_requests_state_idx on privacy.gdpr_requests (tenant_id, state, due_at, id);
create index gdpr_requests_running_idx on privacy.gdpr_requests (started_at, id) where state = 'running';
create index gdpr_requests_pseudonym_idx on privacy.gdpr_requests (tenant_id, subject_pseudonym);
create index gdpr_requests_subject_idx on privacy.gdpr_requests (tenant_id, subject_id);

comment on table privacy.gdpr_requests is 'What a person asked for under data protection law, and how far it is.';
comment on column privacy.gdpr_requests.tenant_id is 'The tenant in which it was asked for.';
comment on column privacy.gdpr_requests.id is 'Key; grows with time.';
comment on column privacy.gdpr_requests.kind is
    'erase, delete_sessions, anonymize_session, anonymize, export, restrict, unrestrict or rectify.';
comment on column privacy.gdpr_requests.state is 'received, verified, previewed, running, done or refused.';
comment on column privacy.gdpr_requests.subject_id is 'The person it is about; null once they are erased.';
comment on column privacy.gdpr_requests.subject_pseudonym is 'Keyed hash of the person, the same in all their requests.';
comment on column privacy.gdpr_requests.session_id is 'The session it is about, where it is about one.';
comment on column privacy.gdpr_requests.reason is 'Why, in the words of whoever asked; null once the person is erased.';
comment on column privacy.gdpr_requests.requested_by is 'Who asked, as the audit log names them; null for an operator.';
comment on column privacy.gdpr_requests.requested_role is 'As what: the request role, or the login of an operator.';
comment on column privacy.gdpr_requests.preview is 'What the act would touch: tables, rows, holds; what it does not cover.';
comment on column privacy.gdpr_requests.preview_hash is 'Names the state of the data that the preview saw.';
comment on column privacy.gdpr_requests.rows_done is 'Rows that were deleted or redacted so far.';
comment on column privacy.gdpr_requests.rows_left is 'Rows still to do, as the last batch counted them; 0 when done.';
comment on column privacy.gdpr_requests.done is 'Rows done so far, by table and action.';
comment on column privacy.gdpr_requests.roots is 'Keys of the person in each table of people, while it runs.';
comment on column privacy.gdpr_requests.tenants is 'The tenants that it covers: this one, or all of the person''s.';
comment on column privacy.gdpr_requests.stage is 'Where the batches are: people, tenants, identity, export; null when not running.';
comment on column privacy.gdpr_requests.problem is 'Why the last batch failed, as an SQLSTATE; null when it did not.';
comment on column privacy.gdpr_requests.try_after is 'When a batch that failed is tried again.';
comment on column privacy.gdpr_requests.refusal is 'Why it was refused.';
comment on column privacy.gdpr_requests.extension_reason is 'Why it takes up to two months more.';
comment on column privacy.gdpr_requests.receipt_id is 'The receipt, once it is done.';
comment on column privacy.gdpr_requests.received_at is 'When it was received: the deadline counts from here.';
comment on column privacy.gdpr_requests.verified_at is 'When it was known that the person asks, or may be asked for.';
comment on column privacy.gdpr_requests.previewed_at is 'When the last preview was made.';
comment on column privacy.gdpr_requests.started_at is 'When the act began.';
comment on column privacy.gdpr_requests.finished_at is 'When it ended.';
comment on column privacy.gdpr_requests.due_at is 'By when it must be answered: one month, three with a reason.';

alter table privacy.gdpr_requests enable row level security;
alter table privacy.gdpr_requests force row level security;

grant select (tenant_id, id, kind, state, subject_id, subject_pseudonym, session_id, reason, requested_by,
              requested_role, preview, preview_hash, rows_done, rows_left, problem, refusal, extension_reason, receipt_id,
              received_at, verified_at, previewed_at, started_at, finished_at, due_at)
    on privacy.gdpr_requests to palisade_member, palisade_admin;
grant select, insert, update on privacy.gdpr_requests to palisade_definer;

create policy gdpr_requests_tenant on privacy.gdpr_requests as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy gdpr_requests_select_own on privacy.gdpr_requests for select to palisade_member
    using (subject_id = (select palisade.user_id()));

create policy gdpr_requests_select_tenant on privacy.gdpr_requests for select to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));
