-- A person in training. Tenant: tenant_id. Person: user_id, where they have an account.
-- Seen by themselves and by admins; analysts see that there is one, under a pseudonym. Only the service says whose
-- account a trainee is: whoever could, would read that trainee's words in their place.
set local role palisade_owner;

create table training.trainees (
    tenant_id   uuid         not null default palisade.tenant_id(),
    id          uuid         not null default gen_random_uuid(),
    user_id     uuid,
    email       text         not null,
    full_name   text         not null,
    pseudonym   text         not null default 'T-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 10)),
    team        text,
    job_title   text,
    language    text         not null default 'en-US',
    hired_on    date,
    is_active   boolean      not null default true,
    version     integer      not null default 1,
    created_at  timestamptz  not null default now(),
    updated_at  timestamptz  not null default now(),
    constraint trainees_pkey primary key (tenant_id, id),
    constraint trainees_email_key unique (tenant_id, email),
    constraint trainees_pseudonym_key unique (tenant_id, pseudonym),
    constraint trainees_user_key unique (tenant_id, user_id),
    constraint trainees_company_fkey foreign key (tenant_id)
        references training.companies (tenant_id) on delete cascade,
    constraint trainees_membership_fkey foreign key (tenant_id, user_id)
        references core.memberships (tenant_id, user_id) on delete set null (user_id),
    constraint trainees_email_is_lower_case
        check (email = lower(email) and email like '%_@_%' and length(email) <= 255),
    constraint trainees_full_name_length check (length(full_name) between 1 and 200),
    constraint trainees_team_length check (length(team) between 1 and 100),
    constraint trainees_job_title_length check (length(job_title) between 1 and 100),
    constraint trainees_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$')
);

create index trainees_full_name_idx on training.trainees (tenant_id, full_name, id);
create index trainees_team_idx on training.trainees (tenant_id, team, id);

comment on table training.trainees is 'A person who trains; the profile that sessions belong to.';
comment on column training.trainees.tenant_id is 'The company''s tenant.';
comment on column training.trainees.id is
    'Key. Random, because analysts see it: it must not tell when somebody joined.';
comment on column training.trainees.user_id is
    'The person''s account, linked by the service; null while there is none and after anonymizing.';
comment on column training.trainees.email is 'Address at work; lower case, unique in the company.';
comment on column training.trainees.full_name is 'Name as the company writes it.';
comment on column training.trainees.pseudonym is 'Random name under which analysts know the person.';
comment on column training.trainees.team is 'Team or branch, as the company names it.';
comment on column training.trainees.job_title is 'What the person does.';
comment on column training.trainees.language is 'BCP 47 tag of the language the person trains in.';
comment on column training.trainees.hired_on is 'First day at the company.';
comment on column training.trainees.is_active is 'False for people who have stopped training.';
comment on column training.trainees.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column training.trainees.created_at is 'When the profile was made.';
comment on column training.trainees.updated_at is 'When the row last changed; kept by a trigger.';

alter table training.trainees enable row level security;
alter table training.trainees force row level security;

grant select on training.trainees to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, pseudonym) on training.trainees to palisade_analyst;
grant select (tenant_id, id, user_id, team, is_active) on training.trainees to palisade_definer;
grant insert (tenant_id, email, full_name, team, job_title, language, hired_on, is_active)
    on training.trainees to palisade_admin, palisade_service;
grant insert (user_id) on training.trainees to palisade_service;
grant update (full_name, language, version) on training.trainees to palisade_member;
grant update (email, full_name, team, job_title, language, hired_on, is_active, version)
    on training.trainees to palisade_admin, palisade_service;
grant update (user_id) on training.trainees to palisade_service;
grant delete on training.trainees to palisade_service;

create policy trainees_tenant on training.trainees as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy trainees_select_self on training.trainees for select to palisade_member
    using (user_id = (select palisade.user_id()));

create policy trainees_select_tenant on training.trainees for select
    to palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy trainees_insert_tenant on training.trainees for insert to palisade_admin, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy trainees_update_self on training.trainees for update to palisade_member
    using      (user_id = (select palisade.user_id()))
    with check (user_id = (select palisade.user_id()));

create policy trainees_update_tenant on training.trainees for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy trainees_delete_tenant on training.trainees for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger trainees_touch before update on training.trainees
    for each row execute function palisade.touch_versioned_row();
