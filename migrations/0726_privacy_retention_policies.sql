-- How long a tenant keeps the rows of a table. Tenant: tenant_id. Set by its admins, carried out by the worker.
set local role palisade_owner;

create table privacy.retention_policies (
    tenant_id    uuid         not null default palisade.tenant_id(),
    id           uuid         not null default palisade.uuid_v7(),
    relation     text         not null,
    action       text         not null,
    keep_days    integer      not null,
    is_active    boolean      not null default false,
    rows_done    bigint       not null default 0,
    last_run_at  timestamptz,
    version      integer      not null default 1,
    created_at   timestamptz  not null default now(),
    updated_at   timestamptz  not null default now(),
    constraint retention_policies_pkey primary key (tenant_id, id),
    constraint retention_policies_relation_key unique (tenant_id, relation, action),
    constraint retention_policies_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint retention_policies_action_known check (action in ('delete', 'anonymize', 'archive')),
    constraint retention_policies_keep_days_in_range check (keep_days between 1 and 36500)
);

comment on table privacy.retention_policies is 'After how many days rows of a table are deleted, anonymized or archived.';
comment on column privacy.retention_policies.tenant_id is 'The tenant.';
comment on column privacy.retention_policies.id is 'Key; grows with time.';
comment on column privacy.retention_policies.relation is 'The table, such as training.transcripts.';
comment on column privacy.retention_policies.action is 'delete, anonymize or archive.';
comment on column privacy.retention_policies.keep_days is 'Days that rows are kept.';
comment on column privacy.retention_policies.is_active is 'False: it is only tried out, by its dry run.';
comment on column privacy.retention_policies.rows_done is 'Rows that it has aged out so far.';
comment on column privacy.retention_policies.last_run_at is 'When the worker last carried it out.';
comment on column privacy.retention_policies.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column privacy.retention_policies.created_at is 'When it was made.';
comment on column privacy.retention_policies.updated_at is 'When the row last changed; kept by a trigger.';

alter table privacy.retention_policies enable row level security;
alter table privacy.retention_policies force row level security;

grant select on privacy.retention_policies to palisade_admin;
grant insert (tenant_id, relation, action, keep_days, is_active) on privacy.retention_policies to palisade_admin;
grant update (keep_days, is_active, version) on privacy.retention_policies to palisade_admin;
grant delete on privacy.retention_policies to palisade_admin;
grant select, update on privacy.retention_policies to palisade_definer;

create policy retention_policies_tenant on privacy.retention_policies as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy retention_policies_select_tenant on privacy.retention_policies for select to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));

create policy retention_policies_insert_tenant on privacy.retention_policies for insert to palisade_admin
    with check (tenant_id = (select palisade.tenant_id()));

create policy retention_policies_update_tenant on privacy.retention_policies for update to palisade_admin
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy retention_policies_delete_tenant on privacy.retention_policies for delete to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));

create trigger retention_policies_touch before update on privacy.retention_policies
    for each row execute function palisade.touch_versioned_row();
