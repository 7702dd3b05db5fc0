-- One trainee's finished sessions of one day, added up. Tenant: tenant_id. Person: trainee_id. Seen by the trainee and
-- by admins; written by triggers alone (0288), which compute it anew from the sessions.
set local role palisade_owner;

create table training.trainee_daily (
    tenant_id         uuid              not null default palisade.tenant_id(),
    trainee_id        uuid              not null,
    day               date              not null,
    sessions          integer           not null,
    duration_seconds  bigint            not null,
    minute_cost       numeric(14,4)     not null,
    score_count       integer           not null,
    score_sum         bigint            not null,
    talk_ratio_count  integer           not null,
    talk_ratio_sum    double precision  not null,
    first_score       integer,
    latest_score      integer,
    constraint trainee_daily_pkey primary key (tenant_id, trainee_id, day),
    constraint trainee_daily_company_fkey foreign key (tenant_id)
        references training.companies (tenant_id) on delete cascade,
    constraint trainee_daily_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint trainee_daily_sessions_not_negative check (sessions >= 0),
    constraint trainee_daily_score_count_in_range check (score_count between 0 and sessions),
    constraint trainee_daily_scores_agree check ((first_score is null) = (score_count = 0))
);

-- The distinct trainees of a span of days are counted in the index alone.
create index trainee_daily_day_idx on training.trainee_daily (tenant_id, day, trainee_id);

-- A trainee is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics training.trainee_daily_dependencies (dependencies)
    on tenant_id, trainee_id from training.trainee_daily;

comment on table training.trainee_daily is 'A trainee''s finished sessions, by day.';
comment on column training.trainee_daily.tenant_id is 'The company''s tenant.';
comment on column training.trainee_daily.trainee_id is 'Who trained.';
comment on column training.trainee_daily.day is 'Day of the start in the tenant''s time zone.';
comment on column training.trainee_daily.sessions is 'Sessions that are over: completed, analyzed or archived.';
comment on column training.trainee_daily.duration_seconds is 'Their length together, in seconds.';
comment on column training.trainee_daily.minute_cost is 'Minutes taken from the company''s allowance.';
comment on column training.trainee_daily.score_count is 'How many of them have an overall score.';
comment on column training.trainee_daily.score_sum is 'Sum of those scores.';
comment on column training.trainee_daily.talk_ratio_count is 'How many of them have a talk time ratio.';
comment on column training.trainee_daily.talk_ratio_sum is 'Sum of those ratios.';
comment on column training.trainee_daily.first_score is 'Overall score of the day''s earliest scored session.';
comment on column training.trainee_daily.latest_score is 'Overall score of the day''s latest scored session.';

alter table training.trainee_daily enable row level security;
alter table training.trainee_daily force row level security;

grant select on training.trainee_daily to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert, update, delete on training.trainee_daily to palisade_definer;

create policy trainee_daily_tenant on training.trainee_daily as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy trainee_daily_select_own on training.trainee_daily for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy trainee_daily_select_tenant on training.trainee_daily for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy trainee_daily_insert_tenant on training.trainee_daily for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy trainee_daily_update_tenant on training.trainee_daily for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy trainee_daily_delete_tenant on training.trainee_daily for delete to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));
