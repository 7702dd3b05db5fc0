-- A company's finished sessions of one day, added up. Tenant: tenant_id. Seen by admins; written by a trigger alone
-- (0288), which adds up training.trainee_daily.
set local role palisade_owner;

create table training.company_daily (
    tenant_id         uuid           not null default palisade.tenant_id(),
    day               date           not null,
    sessions          integer        not null,
    duration_seconds  bigint         not null,
    minute_cost       numeric(14,4)  not null,
    score_count       integer        not null,
    score_sum         bigint         not null,
    trainees          integer        not null,
    constraint company_daily_pkey primary key (tenant_id, day),
    constraint company_daily_company_fkey foreign key (tenant_id)
        references training.companies (tenant_id) on delete cascade,
    constraint company_daily_sessions_not_negative check (sessions >= 0),
    constraint company_daily_score_count_in_range check (score_count between 0 and sessions),
    constraint company_daily_trainees_not_negative check (trainees >= 0)
);

comment on table training.company_daily is 'A company''s finished sessions, by day.';
comment on column training.company_daily.tenant_id is 'The company''s tenant.';
comment on column training.company_daily.day is 'Day of the start in the tenant''s time zone.';
comment on column training.company_daily.sessions is 'Sessions that are over: completed, analyzed or archived.';
comment on column training.company_daily.duration_seconds is 'Their length together, in seconds.';
comment on column training.company_daily.minute_cost is 'Minutes taken from the company''s allowance.';
comment on column training.company_daily.score_count is 'How many of them have an overall score.';
comment on column training.company_daily.score_sum is 'Sum of those scores.';
comment on column training.company_daily.trainees is 'How many trainees took part.';

alter table training.company_daily enable row level security;
alter table training.company_daily force row level security;

grant select on training.company_daily to palisade_admin, palisade_service, palisade_definer;
grant insert, update, delete on training.company_daily to palisade_definer;

create policy company_daily_tenant on training.company_daily as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy company_daily_select_tenant on training.company_daily for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy company_daily_insert_tenant on training.company_daily for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy company_daily_update_tenant on training.company_daily for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy company_daily_delete_tenant on training.company_daily for delete to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));
