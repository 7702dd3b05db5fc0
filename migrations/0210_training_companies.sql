-- A company that trains its people: the tenant itself, seen from this module. Tenant: tenant_id, which is also id,
-- so that no row can name another company than its tenant's. Seen by all in it; analysts see its name only.
set local role palisade_owner;

create table training.companies (
    tenant_id                uuid         not null default palisade.tenant_id(),
    id                       uuid         not null default palisade.tenant_id(),
    name                     text         not null,
    industry                 text,
    country_code             text,
    admin_reads_transcripts  boolean      not null default false,
    version                  integer      not null default 1,
    created_at               timestamptz  not null default now(),
    updated_at               timestamptz  not null default now(),
    constraint companies_pkey primary key (tenant_id, id),
    constraint companies_tenant_key unique (tenant_id),
    constraint companies_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint companies_is_its_tenant check (id = tenant_id),
    constraint companies_name_length check (length(name) between 1 and 200),
    constraint companies_industry_length check (length(industry) between 1 and 100),
    constraint companies_country_code_form check (country_code ~ '^[A-Z]{2}$')
);

comment on table training.companies is 'A company whose people train; one per tenant of kind company.';
comment on column training.companies.tenant_id is 'The tenant.';
comment on column training.companies.id is 'Key; equal to tenant_id.';
comment on column training.companies.name is 'Name of the company.';
comment on column training.companies.industry is 'What the company does, in a word or two.';
comment on column training.companies.country_code is 'ISO 3166 code of its seat, two capitals.';
comment on column training.companies.admin_reads_transcripts is
    'Whether its admins may read what is said in sessions and what an analysis quotes of it. Off unless agreed.';
comment on column training.companies.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column training.companies.created_at is 'When the company joined.';
comment on column training.companies.updated_at is 'When the row last changed; kept by a trigger.';

alter table training.companies enable row level security;
alter table training.companies force row level security;

grant select on training.companies to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, name) on training.companies to palisade_analyst;
grant select (tenant_id, id, admin_reads_transcripts) on training.companies to palisade_definer;
grant insert (tenant_id, id, name, industry, country_code) on training.companies to palisade_service;
grant update (name, industry, country_code, admin_reads_transcripts, version)
    on training.companies to palisade_admin;
grant update (name, industry, country_code, version) on training.companies to palisade_service;

create policy companies_tenant on training.companies as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy companies_select_tenant on training.companies for select
    to palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy companies_insert_tenant on training.companies for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy companies_update_tenant on training.companies for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger companies_touch before update on training.companies
    for each row execute function palisade.touch_versioned_row();
