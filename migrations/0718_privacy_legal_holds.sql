-- Who must not be erased for now, because of a dispute or a law. Tenant: tenant_id.
-- Set and lifted by the tenant's admins.
set local role palisade_owner;

create table privacy.legal_holds (
    tenant_id   uuid         not null default palisade.tenant_id(),
    id          uuid         not null default palisade.uuid_v7(),
    subject_id  uuid         not null,
    reason      text         not null,
    until       timestamptz,
    created_at  timestamptz  not null default now(),
    constraint legal_holds_pkey primary key (tenant_id, id),
    constraint legal_holds_subject_key unique (tenant_id, subject_id, reason),
    constraint legal_holds_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint legal_holds_reason_length check (length(reason) between 1 and 500)
);

comment on table privacy.legal_holds is 'While it stands, nothing of the person is erased, anonymized or aged out.';
comment on column privacy.legal_holds.tenant_id is 'The tenant.';
comment on column privacy.legal_holds.id is 'Key; grows with time.';
comment on column privacy.legal_holds.subject_id is 'The person: a user, or a row of a table of people.';
comment on column privacy.legal_holds.reason is 'The dispute or the law, in words that name nobody.';
comment on column privacy.legal_holds.until is 'When it ends by itself; null: when it is lifted.';
comment on column privacy.legal_holds.created_at is 'When it was set.';

alter table privacy.legal_holds enable row level security;
alter table privacy.legal_holds force row level security;

grant select on privacy.legal_holds to palisade_admin;
grant insert (tenant_id, subject_id, reason, until) on privacy.legal_holds to palisade_admin;
grant update (reason, until) on privacy.legal_holds to palisade_admin;
grant delete on privacy.legal_holds to palisade_admin;
grant select, delete on privacy.legal_holds to palisade_definer;

create policy legal_holds_tenant on privacy.legal_holds as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy legal_holds_select_tenant on privacy.legal_holds for select to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));

create policy legal_holds_insert_tenant on privacy.legal_holds for insert to palisade_admin
    with check (tenant_id = (select palisade.tenant_id()));

create policy legal_holds_update_tenant on privacy.legal_holds for update to palisade_admin
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy legal_holds_delete_tenant on privacy.legal_holds for delete to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));
