-- A plan for one partner to mend a conflict. Tenant: tenant_id. Person: owner_user_id, who asked for it. Seen and kept
-- by that person alone, and by jobs, which make and index it. One per conflict and partner.
set local role palisade_owner;

create table mediation.repair_plans (
    tenant_id              uuid              not null default palisade.tenant_id(),
    id                     uuid              not null default palisade.uuid_v7(),
    conflict_id            uuid              not null,
    owner_user_id          uuid              not null default palisade.user_id(),
    partner_requesting     text              not null,
    plan_data              jsonb             not null,
    action_items           jsonb             not null default '[]',
    completion_percentage  double precision  not null default 0,
    plan_path              text              not null,
    plan_vector_id         text,
    plan_version           text,
    generated_at           timestamptz       not null default now(),
    started_at             timestamptz,
    completed_at           timestamptz,
    metadata               jsonb             not null default '{}',
    version                integer           not null default 1,
    updated_at             timestamptz       not null default now(),
    deleted_at             timestamptz,
    constraint repair_plans_pkey primary key (tenant_id, id),
    constraint repair_plans_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint repair_plans_conflict_fkey foreign key (tenant_id, conflict_id)
        references mediation.conflicts (tenant_id, id),
    constraint repair_plans_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint repair_plans_partner_known check (partner_requesting in ('partner_a', 'partner_b')),
    constraint repair_plans_data_is_object check (jsonb_typeof(plan_data) = 'object'),
    constraint repair_plans_items_are_array check (jsonb_typeof(action_items) = 'array'),
    constraint repair_plans_completion_in_range check (completion_percentage between 0 and 100),
    constraint repair_plans_version_length check (length(plan_version) between 1 and 50),
    constraint repair_plans_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create unique index repair_plans_partner_key
    on mediation.repair_plans (tenant_id, conflict_id, owner_user_id)
    where deleted_at is null;
create index repair_plans_conflict_idx on mediation.repair_plans (tenant_id, conflict_id, generated_at desc, id desc);
create index repair_plans_owner_idx on mediation.repair_plans (tenant_id, owner_user_id, generated_at desc, id desc);
create index repair_plans_completion_idx
    on mediation.repair_plans (tenant_id, owner_user_id, completion_percentage, id);

-- A person is of few tenants: told so, the planner does not take (tenant_id, owner) for one row. Degrees of
-- dependency only: no values are kept.
create statistics mediation.repair_plans_dependencies (dependencies)
    on tenant_id, owner_user_id, conflict_id from mediation.repair_plans;

comment on table mediation.repair_plans is
    'One partner''s plan for mending a conflict; at most one per conflict and partner.';
comment on column mediation.repair_plans.tenant_id is 'The couple''s tenant.';
comment on column mediation.repair_plans.id is 'Key; grows with time.';
comment on column mediation.repair_plans.conflict_id is 'The conflict.';
comment on column mediation.repair_plans.owner_user_id is 'Who asked for it.';
comment on column mediation.repair_plans.partner_requesting is
    'partner_a or partner_b: the owner''s slot, set by a trigger.';
comment on column mediation.repair_plans.plan_data is 'The whole plan: steps, apology script and so on.';
comment on column mediation.repair_plans.action_items is 'What to do: an array of {action, completed, due_date}.';
comment on column mediation.repair_plans.completion_percentage is
    'How many of them are done: 0 to 100; kept by a trigger.';
comment on column mediation.repair_plans.plan_path is
    'Object of the plan in the bucket repair_plans; set by a trigger, never by a client.';
comment on column mediation.repair_plans.plan_vector_id is
    'Vector of the plan in the namespace repair_plans; null until it is indexed.';
comment on column mediation.repair_plans.plan_version is 'Version of the model or prompt.';
comment on column mediation.repair_plans.generated_at is 'When the plan was made.';
comment on column mediation.repair_plans.started_at is 'When the first item was done; kept by a trigger.';
comment on column mediation.repair_plans.completed_at is 'When all of them were done; kept by a trigger.';
comment on column mediation.repair_plans.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.repair_plans.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column mediation.repair_plans.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.repair_plans.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.repair_plans enable row level security;
alter table mediation.repair_plans force row level security;

grant select on mediation.repair_plans to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, conflict_id, owner_user_id, plan_data, action_items, plan_version, generated_at, metadata)
    on mediation.repair_plans to palisade_member, palisade_service;
grant update (plan_data, action_items, plan_version, generated_at, metadata, version)
    on mediation.repair_plans to palisade_member, palisade_service;
grant update (plan_vector_id) on mediation.repair_plans to palisade_service;
grant update (deleted_at) on mediation.repair_plans to palisade_definer;

create policy repair_plans_tenant on mediation.repair_plans as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy repair_plans_select_own on mediation.repair_plans for select to palisade_member
    using (owner_user_id = (select palisade.user_id()) and deleted_at is null);

create policy repair_plans_select_tenant on mediation.repair_plans for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy repair_plans_insert_own on mediation.repair_plans for insert to palisade_member, palisade_service
    with check (owner_user_id = (select palisade.user_id()));

create policy repair_plans_update_own on mediation.repair_plans for update to palisade_member
    using      (owner_user_id = (select palisade.user_id()))
    with check (owner_user_id = (select palisade.user_id()));

create policy repair_plans_update_tenant on mediation.repair_plans for update to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger repair_plans_take_partner before insert or update of tenant_id, owner_user_id, partner_requesting
    on mediation.repair_plans
    for each row execute function mediation.take_requesting_partner();

create trigger repair_plans_count_items before insert or update of action_items, completion_percentage
    on mediation.repair_plans
    for each row execute function mediation.count_action_items();

create trigger repair_plans_touch before update on mediation.repair_plans
    for each row execute function palisade.touch_versioned_row();
