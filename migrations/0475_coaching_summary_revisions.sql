-- Every text that a summary has had, the newest included. Tenant: tenant_id. Persons: coach_id and client_id, as in
-- the summary. Seen with the summary; written by a trigger alone (0478), never changed.
set local role palisade_owner;

create table coaching.summary_revisions (
    tenant_id              uuid         not null default palisade.tenant_id(),
    id                     uuid         not null default palisade.uuid_v7(),
    summary_id             uuid         not null,
    coach_id               uuid         not null,
    client_id              uuid         not null,
    revision               integer      not null,
    saved_by               text         not null,
    wins                   text,
    challenges             text,
    action_items           jsonb        not null,
    coach_recommendations  text,
    ai_version             text,
    coach_edited_version   text,
    created_at             timestamptz  not null default now(),
    constraint summary_revisions_pkey primary key (tenant_id, id),
    constraint summary_revisions_revision_key unique (tenant_id, summary_id, revision),
    constraint summary_revisions_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint summary_revisions_summary_fkey foreign key (tenant_id, summary_id, client_id, coach_id)
        references coaching.summaries (tenant_id, id, client_id, coach_id) on delete cascade,
    constraint summary_revisions_revision_positive check (revision >= 1),
    constraint summary_revisions_saved_by_known check (saved_by in ('coach', 'service'))
);

create index summary_revisions_summary_idx
    on coaching.summary_revisions (tenant_id, summary_id, client_id, coach_id);
create index summary_revisions_coach_idx on coaching.summary_revisions (tenant_id, coach_id, id desc);
create index summary_revisions_client_idx on coaching.summary_revisions (tenant_id, client_id, id desc);

-- A coach is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics coaching.summary_revisions_dependencies (dependencies)
    on tenant_id, coach_id, client_id, summary_id from coaching.summary_revisions;

comment on table coaching.summary_revisions is 'One text of a summary, as it was saved.';
comment on column coaching.summary_revisions.tenant_id is 'The organization''s tenant.';
comment on column coaching.summary_revisions.id is 'Key; grows with time.';
comment on column coaching.summary_revisions.summary_id is 'The summary.';
comment on column coaching.summary_revisions.coach_id is 'Whose summary it is.';
comment on column coaching.summary_revisions.client_id is 'Whom it is about.';
comment on column coaching.summary_revisions.revision is 'Counts the summary''s texts, from 1.';
comment on column coaching.summary_revisions.saved_by is 'coach, or service for what a machine wrote.';
comment on column coaching.summary_revisions.wins is 'What went well.';
comment on column coaching.summary_revisions.challenges is 'What is hard.';
comment on column coaching.summary_revisions.action_items is 'What the client means to do.';
comment on column coaching.summary_revisions.coach_recommendations is 'What the coach advises.';
comment on column coaching.summary_revisions.ai_version is 'The machine''s draft.';
comment on column coaching.summary_revisions.coach_edited_version is 'The whole as the coach would send it.';
comment on column coaching.summary_revisions.created_at is 'When these words were saved.';

alter table coaching.summary_revisions enable row level security;
alter table coaching.summary_revisions force row level security;

grant select on coaching.summary_revisions to palisade_member, palisade_admin, palisade_service;
grant insert on coaching.summary_revisions to palisade_definer;
grant delete on coaching.summary_revisions to palisade_service;

create policy summary_revisions_tenant on coaching.summary_revisions as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy summary_revisions_select_own on coaching.summary_revisions for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy summary_revisions_select_tenant on coaching.summary_revisions for select
    to palisade_admin, palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create policy summary_revisions_insert_tenant on coaching.summary_revisions for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy summary_revisions_delete_tenant on coaching.summary_revisions for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));
