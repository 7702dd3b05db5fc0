-- A message to a client after a session. Tenant: tenant_id. Persons: coach_id and client_id, taken from the summary.
-- Seen and written by the coach, sent by the service; admins read.
set local role palisade_owner;

create table coaching.follow_ups (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    summary_id     uuid         not null,
    coach_id       uuid         not null,
    client_id      uuid         not null,
    template_id    uuid,
    subject        text,
    body           text,
    status         text         not null default 'draft',
    scheduled_for  timestamptz,
    sent_at        timestamptz,
    client_key     text,
    version        integer      not null default 1,
    created_at     timestamptz  not null default now(),
    updated_at     timestamptz  not null default now(),
    constraint follow_ups_pkey primary key (tenant_id, id),
    constraint follow_ups_client_key_key unique (tenant_id, summary_id, client_key),
    constraint follow_ups_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint follow_ups_summary_fkey foreign key (tenant_id, summary_id, client_id, coach_id)
        references coaching.summaries (tenant_id, id, client_id, coach_id) on delete cascade,
    constraint follow_ups_client_fkey foreign key (tenant_id, client_id)
        references coaching.clients (tenant_id, id) on delete cascade,
    constraint follow_ups_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id),
    constraint follow_ups_template_fkey foreign key (tenant_id, template_id)
        references coaching.templates (tenant_id, id) on delete set null (template_id),
    constraint follow_ups_subject_length check (length(subject) between 1 and 500),
    constraint follow_ups_body_length check (length(body) <= 50000),
    constraint follow_ups_status_known check (status in ('draft', 'scheduled', 'sent', 'cancelled', 'failed')),
    constraint follow_ups_scheduled_has_time check (status <> 'scheduled' or scheduled_for is not null),
    constraint follow_ups_sent_has_time check ((status = 'sent') = (sent_at is not null)),
    constraint follow_ups_client_key_length check (length(client_key) between 1 and 100)
);

create index follow_ups_summary_idx on coaching.follow_ups (tenant_id, summary_id, client_id, coach_id);
create index follow_ups_coach_idx on coaching.follow_ups (tenant_id, coach_id, created_at desc, id desc);
create index follow_ups_client_idx on coaching.follow_ups (tenant_id, client_id, created_at desc, id desc);
create index follow_ups_template_idx on coaching.follow_ups (tenant_id, template_id);
create index follow_ups_status_idx on coaching.follow_ups (tenant_id, status, scheduled_for, id);
create index follow_ups_created_at_idx on coaching.follow_ups (tenant_id, created_at desc, id desc);

-- A coach is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics coaching.follow_ups_dependencies (dependencies)
    on tenant_id, coach_id, client_id, summary_id from coaching.follow_ups;

comment on table coaching.follow_ups is 'A message to a client that follows up a summary.';
comment on column coaching.follow_ups.tenant_id is 'The organization''s tenant.';
comment on column coaching.follow_ups.id is 'Key; grows with time.';
comment on column coaching.follow_ups.summary_id is 'The summary that it follows up.';
comment on column coaching.follow_ups.coach_id is 'Who writes; set by a trigger.';
comment on column coaching.follow_ups.client_id is 'To whom; set by a trigger.';
comment on column coaching.follow_ups.template_id is 'The template it was made from.';
comment on column coaching.follow_ups.subject is 'Subject of the message.';
comment on column coaching.follow_ups.body is 'The message.';
comment on column coaching.follow_ups.status is 'draft, scheduled, sent, cancelled or failed.';
comment on column coaching.follow_ups.scheduled_for is 'When it is to be sent.';
comment on column coaching.follow_ups.sent_at is 'When it was sent; set by a trigger.';
comment on column coaching.follow_ups.client_key is
    'Chosen by the app that made it, so that a repeated request makes nothing twice.';
comment on column coaching.follow_ups.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.follow_ups.created_at is 'When the row was made.';
comment on column coaching.follow_ups.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.follow_ups enable row level security;
alter table coaching.follow_ups force row level security;

grant select on coaching.follow_ups to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, coach_id, status, sent_at, created_at) on coaching.follow_ups to palisade_definer;
grant insert (tenant_id, summary_id, template_id, subject, body, status, scheduled_for, client_key)
    on coaching.follow_ups to palisade_member, palisade_service;
grant update (subject, body, status, scheduled_for, version)
    on coaching.follow_ups to palisade_member, palisade_service;
grant delete on coaching.follow_ups to palisade_service;

create policy follow_ups_tenant on coaching.follow_ups as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy follow_ups_select_own on coaching.follow_ups for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy follow_ups_select_tenant on coaching.follow_ups for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy follow_ups_insert_own on coaching.follow_ups for insert to palisade_member
    with check (coach_id = (select id from coaching.own_coach()));

create policy follow_ups_insert_tenant on coaching.follow_ups for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy follow_ups_update_own on coaching.follow_ups for update to palisade_member
    using      (coach_id = (select id from coaching.own_coach()))
    with check (coach_id = (select id from coaching.own_coach()));

create policy follow_ups_update_tenant on coaching.follow_ups for update to palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy follow_ups_delete_tenant on coaching.follow_ups for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger follow_ups_check before insert or update on coaching.follow_ups
    for each row execute function coaching.check_follow_up();

create trigger follow_ups_take_people
    before insert or update of tenant_id, summary_id, client_id, coach_id on coaching.follow_ups
    for each row execute function coaching.take_people_from_summary();

create trigger follow_ups_touch before update on coaching.follow_ups
    for each row execute function palisade.touch_versioned_row();
