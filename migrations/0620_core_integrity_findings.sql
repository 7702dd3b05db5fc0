-- What the last check of one thing found: whether the database, the object store and the vector index hold it, and the
-- same. Tenant: tenant_id. Read by admins and jobs; written by the check.
set local role palisade_owner;

create table core.integrity_findings (
    tenant_id   uuid         not null default palisade.tenant_id(),
    id          uuid         not null default palisade.uuid_v7(),
    kind        text         not null,
    source_id   uuid         not null,
    in_db       boolean      not null,
    in_object   boolean      not null,
    in_vector   boolean      not null,
    hash_match  boolean,
    checked_at  timestamptz  not null default now(),
    constraint integrity_findings_pkey primary key (tenant_id, id),
    constraint integrity_findings_source_key unique (tenant_id, kind, source_id),
    constraint integrity_findings_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint integrity_findings_kind_known
        check (kind in ('conflict', 'profile', 'handbook', 'analysis', 'repair_plan'))
);

create index integrity_findings_checked_at_idx on core.integrity_findings (tenant_id, checked_at desc, id desc);

comment on table core.integrity_findings is 'What a check of the three sources found about one thing.';
comment on column core.integrity_findings.tenant_id is 'The tenant.';
comment on column core.integrity_findings.id is 'Key; grows with time.';
comment on column core.integrity_findings.kind is 'conflict, profile, handbook, analysis or repair_plan.';
comment on column core.integrity_findings.source_id is 'Key of the row that was checked.';
comment on column core.integrity_findings.in_db is 'Whether the row is there, and not deleted.';
comment on column core.integrity_findings.in_object is 'Whether its object is stored.';
comment on column core.integrity_findings.in_vector is 'Whether its vector is indexed.';
comment on column core.integrity_findings.hash_match is
    'Whether object and vector have the hash of the row; null where one is missing.';
comment on column core.integrity_findings.checked_at is 'When it was checked.';

alter table core.integrity_findings enable row level security;
alter table core.integrity_findings force row level security;

grant select on core.integrity_findings to palisade_admin, palisade_service, palisade_definer;
grant insert (tenant_id, kind, source_id, in_db, in_object, in_vector, hash_match, checked_at)
    on core.integrity_findings to palisade_definer;
grant update (in_db, in_object, in_vector, hash_match, checked_at) on core.integrity_findings to palisade_definer;
grant delete on core.integrity_findings to palisade_definer;

create policy integrity_findings_tenant on core.integrity_findings as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy integrity_findings_select_tenant on core.integrity_findings for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy integrity_findings_insert_tenant on core.integrity_findings for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy integrity_findings_update_tenant on core.integrity_findings for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy integrity_findings_delete_tenant on core.integrity_findings for delete to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));
