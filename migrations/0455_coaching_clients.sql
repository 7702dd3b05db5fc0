-- A client of the organization. Tenant: tenant_id. Person: the client, who has no account here; coach_id looks after
-- them. Seen by that coach, by coaches who have had a session with them, and by admins; analysts see that there is
-- one.
set local role palisade_owner;

create table coaching.clients (
    tenant_id         uuid              not null default palisade.tenant_id(),
    id                uuid              not null default gen_random_uuid(),
    coach_id          uuid,
    name              text              not null,
    pseudonym         text              not null
        default 'C-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 10)),
    email             text,
    tags              text[]            not null default '{}',
    engagement_score  double precision,
    version           integer           not null default 1,
    created_at        timestamptz       not null default now(),
    updated_at        timestamptz       not null default now(),
    constraint clients_pkey primary key (tenant_id, id),
    constraint clients_pseudonym_key unique (tenant_id, pseudonym),
    constraint clients_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint clients_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id) on delete set null (coach_id),
    constraint clients_name_length check (length(name) between 1 and 255),
    constraint clients_email_is_lower_case
        check (email = lower(email) and email like '%_@_%' and length(email) <= 255),
    constraint clients_tags_count check (cardinality(tags) <= 50 and array_position(tags, null) is null),
    constraint clients_engagement_score_in_range check (engagement_score between 0 and 1)
);

create index clients_name_idx on coaching.clients (tenant_id, name, id);
create index clients_coach_idx on coaching.clients (tenant_id, coach_id, name, id);
create index clients_email_idx on coaching.clients (tenant_id, email, id);
create index clients_engagement_idx on coaching.clients (tenant_id, engagement_score, id);

comment on table coaching.clients is
    'A client of the organization. No two coaches need know of each other''s: nothing but the pseudonym is unique.';
comment on column coaching.clients.tenant_id is 'The organization''s tenant.';
comment on column coaching.clients.id is 'Key. Random, because analysts see it: it must not tell when somebody joined.';
comment on column coaching.clients.coach_id is
    'The coach who looks after the client: whoever added them, until an admin says otherwise.';
comment on column coaching.clients.name is 'Name as the coaches write it.';
comment on column coaching.clients.pseudonym is 'Random name under which analysts know the client.';
comment on column coaching.clients.email is 'Address for follow-ups; lower case.';
comment on column coaching.clients.tags is 'Words to find clients by.';
comment on column coaching.clients.engagement_score is
    'How much the client takes part: 0 to 1; written by the service.';
comment on column coaching.clients.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.clients.created_at is 'When the client was added.';
comment on column coaching.clients.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.clients enable row level security;
alter table coaching.clients force row level security;

grant select on coaching.clients to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, pseudonym) on coaching.clients to palisade_analyst;
grant select (tenant_id, id, coach_id, name, engagement_score) on coaching.clients to palisade_definer;
grant insert (tenant_id, coach_id, name, email, tags)
    on coaching.clients to palisade_member, palisade_admin, palisade_service;
grant update (name, email, tags, version) on coaching.clients to palisade_member;
grant update (coach_id, name, email, tags, version) on coaching.clients to palisade_admin, palisade_service;
grant insert (engagement_score), update (engagement_score) on coaching.clients to palisade_service;
grant delete on coaching.clients to palisade_service;

create policy clients_tenant on coaching.clients as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy clients_select_known on coaching.clients for select to palisade_member
    using (
        coach_id = (select id from coaching.own_coach())
        or exists (
            select
            from coaching.client_coaches as known
            where known.tenant_id = clients.tenant_id
              and known.client_id = clients.id
              and known.coach_id = (select id from coaching.own_coach())
        )
    );

create policy clients_select_tenant on coaching.clients for select
    to palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy clients_insert_own on coaching.clients for insert to palisade_member
    with check (coach_id = (select id from coaching.own_coach()));

create policy clients_insert_tenant on coaching.clients for insert to palisade_admin, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy clients_update_known on coaching.clients for update to palisade_member
    using      (
        coach_id = (select id from coaching.own_coach())
        or exists (
            select
            from coaching.client_coaches as known
            where known.tenant_id = clients.tenant_id
              and known.client_id = clients.id
              and known.coach_id = (select id from coaching.own_coach())
        )
    )
    with check (
        coach_id = (select id from coaching.own_coach())
        or exists (
            select
            from coaching.client_coaches as known
            where known.tenant_id = clients.tenant_id
              and known.client_id = clients.id
              and known.coach_id = (select id from coaching.own_coach())
        )
    );

create policy clients_update_tenant on coaching.clients for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy clients_delete_tenant on coaching.clients for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger clients_touch before update on coaching.clients
    for each row execute function palisade.touch_versioned_row();

-- The table above was there first, since the policy names it.
alter table coaching.client_coaches
    add constraint client_coaches_client_fkey foreign key (tenant_id, client_id)
        references coaching.clients (tenant_id, id) on delete cascade;
