-- Which coach has had a session with which client. Tenant: tenant_id. Written by triggers alone (0465): the policy of
-- clients asks here, one index probe per row, and whoever could write here could read any client.
set local role palisade_owner;

create table coaching.client_coaches (
    tenant_id      uuid         not null default palisade.tenant_id(),
    client_id      uuid         not null,
    coach_id       uuid         not null,
    session_count  integer      not null default 0,
    created_at     timestamptz  not null default now(),
    constraint client_coaches_pkey primary key (tenant_id, client_id, coach_id),
    constraint client_coaches_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint client_coaches_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id) on delete cascade,
    constraint client_coaches_session_count_positive check (session_count > 0)
);

create index client_coaches_coach_idx on coaching.client_coaches (tenant_id, coach_id, client_id);

comment on table coaching.client_coaches is 'That a coach has had sessions with a client, and so knows them.';
comment on column coaching.client_coaches.tenant_id is 'The organization''s tenant.';
comment on column coaching.client_coaches.client_id is 'The client.';
comment on column coaching.client_coaches.coach_id is 'The coach.';
comment on column coaching.client_coaches.session_count is 'How many sessions they have had together.';
comment on column coaching.client_coaches.created_at is 'When they first met.';

alter table coaching.client_coaches enable row level security;
alter table coaching.client_coaches force row level security;

grant select on coaching.client_coaches to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert, update, delete on coaching.client_coaches to palisade_definer;

create policy client_coaches_tenant on coaching.client_coaches as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy client_coaches_select_own on coaching.client_coaches for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy client_coaches_select_tenant on coaching.client_coaches for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy client_coaches_insert_tenant on coaching.client_coaches for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy client_coaches_update_tenant on coaching.client_coaches for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy client_coaches_delete_tenant on coaching.client_coaches for delete to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));
