-- Three invented companies and their people. Run after the migrations by a superuser or a role with BYPASSRLS, since
-- rows of several tenants are written at once. Running it again adds nothing. Keys are readable on purpose:
--   cCCCCCCC-0000-4000-8000-…      tenant and company C (1 Nordlicht, 2 Harbor & Pine, 3 Mirasol)
--   cCCCCCCC-0000-4000-8001-…N     user N of company C: 1 the admin, 2 the analyst, from 101 (hex 65) the trainees
--   cCCCCCCC-0000-4000-8002-…N     trainee N of company C, from 1
--   cCCCCCCC-0000-4000-8003-…N     session N of company C, from 1
-- demo/identities.json lists those for which `palisade dev` prints tokens.
do $$
begin
    if not (select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user) then
        raise exception 'demo data must be loaded by a superuser or a role with BYPASSRLS, not by %', current_user;
    end if;
end
$$;

create temp table demo_companies as
select row.*,
       ('c' || lpad(row.number::text, 7, '0') || '-0000-4000-8000-000000000000')::uuid as tenant_id
from (values
    (1, 'Nordlicht Versicherung AG', 'Insurance',     'DE', 'Europe/Berlin',       'de-DE', 'nordlicht.example',  26, false,
     'Astrid Petersen', 'Jonas Wirth'),
    (2, 'Harbor & Pine Software',    'Software',      'US', 'America/Los_Angeles', 'en-US', 'harborpine.example', 34, true,
     'Dana Whitfield', 'Marcus Oyelaran'),
    (3, 'Clínica Mirasol',           'Health care',   'ES', 'Europe/Madrid',       'es-ES', 'mirasol.example',     9, false,
     'Inés Carrasco', 'Pau Ferrer')
) as row (number, name, industry, country_code, time_zone, language, domain, trainees, admin_reads_transcripts,
          admin_name, analyst_name);

-- Number 1 is the admin, 2 the analyst, 101 and up the trainees.
create temp table demo_people as
with names as (
    select company.number as company, series.n,
           case company.language
               when 'de-DE' then (array['Lena','Torben','Miriam','Yusuf','Greta','Henrik','Svenja','Paul','Aylin','Malte',
                   'Frieda','Jannis','Katharina','Ole','Merle','Dimitri','Rieke','Lukas','Nele','Hannes','Carla','Emil',
                   'Wiebke','Timo','Johanna','Arne'])[series.n]
               when 'en-US' then (array['Maya','Trevor','Alicia','Devon','Priya','Caleb','Jasmine','Owen','Renee','Luis',
                   'Harper','Nikhil','Tessa','Jordan','Camille','Wesley','Anika','Grant','Bianca','Silas','Noelle',
                   'Hector','Willa','Theo','Imani','Ruben','Clara','Desmond','Paige','Kenji','Rosalind','Victor',
                   'Amara','Elliot'])[series.n]
               else (array['Lucía','Andrés','Marta','Joaquín','Elena','Rafael','Nuria','Tomás','Carmen'])[series.n]
           end as first_name,
           case company.language
               when 'de-DE' then (array['Hansen','Brandt','Yildiz','Lorenz','Behrens','Claasen','Neumann','Friedrich',
                   'Sommer','Jansen','Krüger','Albers','Petrov','Ritter','Thiessen','Wagner','Ebert','Schulte','Koch',
                   'Reimers','Vogt','Demir','Hartwig','Lüders','Möller','Paulsen'])[1 + series.n * 7 % 26]
               when 'en-US' then (array['Bennett','Castillo','Nguyen','Harrington','Osei','Lindqvist','Patel','Moreno',
                   'Sullivan','Takahashi','Brooks','Delgado','Ferris','Okafor','Ramsey','Whitaker','Singh','Caldwell',
                   'Novak','Ellison','Reyes','Abbott','Larkin','Mbeki','Stone','Vaughn','Ibarra','Keller','Douglas',
                   'Yoon','Prescott','Hale','Santos','McKenna'])[1 + series.n * 9 % 34]
               else (array['Ortega Ruiz','Navarro Gil','Serrano Vidal','Molina Pérez','Cabrera Soto','Iglesias Rey',
                   'Vega Romero','Pascual Mora','Fuentes León'])[1 + series.n * 4 % 9]
           end as last_name
    from demo_companies as company
    cross join lateral generate_series(1, company.trainees) as series (n)
)
select company as company, 100 + n as number, first_name, first_name || ' ' || last_name as full_name, 'member' as role
from names
union all
select number, 1, split_part(admin_name, ' ', 1), admin_name, 'admin' from demo_companies
union all
select number, 2, split_part(analyst_name, ' ', 1), analyst_name, 'analyst' from demo_companies;

insert into core.tenants (id, kind, time_zone, default_language, created_at, updated_at)
select tenant_id, 'company', time_zone, language, timestamptz '2025-12-01 09:00Z', timestamptz '2025-12-01 09:00Z'
from demo_companies
on conflict do nothing;

insert into core.users (id, email, is_active, subscription_tier, last_login, created_at, updated_at)
select ('c' || lpad(person.company::text, 7, '0') || '-0000-4000-8001-' || lpad(to_hex(person.number), 12, '0'))::uuid,
       -- Letters with marks have none in an address.
       translate(lower(replace(person.full_name, ' ', '.')), 'áéíóúñäöü', 'aeiounaou') || '@' || company.domain,
       true, 'enterprise', timestamptz '2026-11-16 07:30Z' + person.number * interval '7 minutes',
       timestamptz '2025-12-15 10:00Z', timestamptz '2026-11-16 07:30Z' + person.number * interval '7 minutes'
from demo_people as person
join demo_companies as company on company.number = person.company
on conflict do nothing;

insert into core.user_preferences (user_id, personality, presence_level, language, voice_settings,
                                   notification_settings, updated_at)
select ('c' || lpad(person.company::text, 7, '0') || '-0000-4000-8001-' || lpad(to_hex(person.number), 12, '0'))::uuid,
       'coach', 'full', split_part(company.language, '-', 1), '{"speed": 1.0, "pitch": 0}',
       '{"email": true, "push": false}', timestamptz '2026-01-05 10:00Z'
from demo_people as person
join demo_companies as company on company.number = person.company
where person.number % 3 <> 0
on conflict do nothing;

insert into core.memberships (tenant_id, user_id, role, display_name, created_at, updated_at)
select company.tenant_id,
       ('c' || lpad(person.company::text, 7, '0') || '-0000-4000-8001-' || lpad(to_hex(person.number), 12, '0'))::uuid,
       person.role, person.full_name, timestamptz '2025-12-15 10:00Z', timestamptz '2025-12-15 10:00Z'
from demo_people as person
join demo_companies as company on company.number = person.company
on conflict do nothing;

insert into training.companies (tenant_id, id, name, industry, country_code, admin_reads_transcripts,
                                created_at, updated_at)
select tenant_id, tenant_id, name, industry, country_code, admin_reads_transcripts,
       timestamptz '2025-12-01 09:00Z', timestamptz '2025-12-01 09:00Z'
from demo_companies
on conflict do nothing;

insert into training.trainees (tenant_id, id, user_id, email, full_name, pseudonym, team, job_title, language, hired_on,
                               is_active, created_at, updated_at)
select company.tenant_id,
       ('c' || lpad(person.company::text, 7, '0') || '-0000-4000-8002-' || lpad(to_hex(person.number - 100), 12, '0'))::uuid,
       ('c' || lpad(person.company::text, 7, '0') || '-0000-4000-8001-' || lpad(to_hex(person.number), 12, '0'))::uuid,
       translate(lower(replace(person.full_name, ' ', '.')), 'áéíóúñäöü', 'aeiounaou') || '@' || company.domain,
       person.full_name,
       'T-' || upper(left(md5('pseudonym ' || person.company || ' ' || person.number), 10)),
       case person.company
           when 1 then (array['Hamburg', 'Bremen', 'Kundenservice'])[1 + person.number % 3]
           when 2 then (array['Enterprise', 'Mid-market', 'Renewals', 'Support'])[1 + person.number % 4]
           else (array['Recepción', 'Atención al paciente'])[1 + person.number % 2]
       end,
       case person.company
           when 1 then (array['Außendienst', 'Kundenberatung', 'Schadenaufnahme'])[1 + person.number % 3]
           when 2 then (array['Account executive', 'Sales development', 'Customer success manager',
                              'Support engineer'])[1 + person.number % 4]
           else (array['Recepcionista', 'Gestión de citas'])[1 + person.number % 2]
       end,
       company.language,
       date '2016-03-01' + (('x' || left(md5('hired ' || person.company || ' ' || person.number), 6))::bit(24)::integer % 3500),
       person.number % 17 <> 0,
       timestamptz '2025-12-15 10:00Z', timestamptz '2025-12-15 10:00Z'
from demo_people as person
join demo_companies as company on company.number = person.company
where person.role = 'member'
on conflict do nothing;

drop table pg_temp.demo_companies, pg_temp.demo_people;
