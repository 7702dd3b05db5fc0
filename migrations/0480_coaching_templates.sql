-- A text with gaps for follow-ups. Tenant: tenant_id. Person: coach_id, or nobody where the organization shares it. A
-- coach sees their own and the shared ones and keeps their own; admins keep all.
set local role palisade_owner;

create table coaching.templates (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    coach_id       uuid,
    name           text         not null,
    type           text         not null,
    workshop_type  text,
    content        text         not null,
    variables      text[]       not null default '{}',
    is_default     boolean      not null default false,
    version        integer      not null default 1,
    created_at     timestamptz  not null default now(),
    updated_at     timestamptz  not null default now(),
    constraint templates_pkey primary key (tenant_id, id),
    constraint templates_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint templates_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id) on delete cascade,
    constraint templates_name_length check (length(name) between 1 and 255),
    constraint templates_type_is_word check (type ~ '^[a-z][a-z0-9_]{0,49}$'),
    constraint templates_workshop_type_length check (length(workshop_type) between 1 and 100),
    constraint templates_content_length check (length(content) between 1 and 50000)
);

create index templates_name_idx on coaching.templates (tenant_id, name, id);
create index templates_coach_idx on coaching.templates (tenant_id, coach_id, name, id);
create index templates_type_idx on coaching.templates (tenant_id, type, name, id);
-- One per coach, not per organization: or an error would tell of a colleague's.
create unique index templates_default_key
    on coaching.templates (tenant_id, coach_id, type, workshop_type) nulls not distinct
    where is_default;

comment on table coaching.templates is 'A text with gaps, from which follow-ups are made.';
comment on column coaching.templates.tenant_id is 'The organization''s tenant.';
comment on column coaching.templates.id is 'Key; grows with time.';
comment on column coaching.templates.coach_id is 'Whose template it is; null where all coaches share it.';
comment on column coaching.templates.name is 'Name to choose it by.';
comment on column coaching.templates.type is 'One word for its use, such as follow_up or reminder.';
comment on column coaching.templates.workshop_type is 'Of which workshops, where it is for some only.';
comment on column coaching.templates.content is 'The text; gaps are written {{name}}.';
comment on column coaching.templates.variables is 'The names of its gaps; kept by a trigger.';
comment on column coaching.templates.is_default is 'Whether apps offer it first for its type and workshop.';
comment on column coaching.templates.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.templates.created_at is 'When the row was made.';
comment on column coaching.templates.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.templates enable row level security;
alter table coaching.templates force row level security;

grant select on coaching.templates to palisade_member, palisade_admin, palisade_service;
grant insert (tenant_id, coach_id, name, type, workshop_type, content, is_default)
    on coaching.templates to palisade_member, palisade_admin, palisade_service;
grant update (name, type, workshop_type, content, is_default, version)
    on coaching.templates to palisade_member, palisade_admin, palisade_service;
grant delete on coaching.templates to palisade_member, palisade_admin, palisade_service;

create policy templates_tenant on coaching.templates as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy templates_select_offered on coaching.templates for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()) or coach_id is null);

create policy templates_select_tenant on coaching.templates for select to palisade_admin, palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create policy templates_insert_own on coaching.templates for insert to palisade_member
    with check (coach_id = (select id from coaching.own_coach()));

create policy templates_insert_tenant on coaching.templates for insert to palisade_admin, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy templates_update_own on coaching.templates for update to palisade_member
    using      (coach_id = (select id from coaching.own_coach()))
    with check (coach_id = (select id from coaching.own_coach()));

create policy templates_update_tenant on coaching.templates for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy templates_delete_own on coaching.templates for delete to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy templates_delete_tenant on coaching.templates for delete to palisade_admin, palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger templates_take_variables before insert or update on coaching.templates
    for each row execute function coaching.take_template_variables();

create trigger templates_touch before update on coaching.templates
    for each row execute function palisade.touch_versioned_row();
