-- The random names under which the audit log knows people. Tenant: tenant_id. Written by triggers alone; erasing a
-- person deletes their row here, and the log then names nobody.
set local role palisade_owner;

create table privacy.actors (
    tenant_id  uuid  not null,
    user_id    uuid  not null,
    id         uuid  not null default gen_random_uuid(),
    constraint actors_pkey primary key (tenant_id, user_id),
    constraint actors_id_key unique (tenant_id, id)
);

create index actors_user_idx on privacy.actors (user_id, tenant_id);

comment on table privacy.actors is 'A person as the audit log knows them.';
comment on column privacy.actors.tenant_id is 'The tenant.';
comment on column privacy.actors.user_id is 'The person.';
comment on column privacy.actors.id is 'The name in the log; random.';

alter table privacy.actors enable row level security;
alter table privacy.actors force row level security;

grant select on privacy.actors to palisade_member, palisade_admin;
grant select, insert, delete on privacy.actors to palisade_definer;

create policy actors_tenant on privacy.actors as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy actors_select_own on privacy.actors for select to palisade_member
    using (user_id = (select palisade.user_id()));

create policy actors_select_tenant on privacy.actors for select to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));
