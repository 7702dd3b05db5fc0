-- A company's last 30 days, today's included, one row per company, also where nobody trained. Tenant: tenant_id.
-- From the rollups: days are of the tenant's time zone.
-- Computed under the reader's own policies; for admins and jobs, because a member would see figures of themselves.
set local role palisade_owner;

create view training.company_session_metrics
    with (security_invoker = true)
as
select company.tenant_id,
       company.id                                                    as company_id,
       total.sessions                                                as total_sessions,
       total.score_sum::double precision / nullif(total.score_count, 0)  as avg_score,
       total.duration_seconds                                        as total_duration,
       people.active                                                 as active_users
from training.companies as company
join core.tenants as tenant on tenant.id = company.tenant_id
cross join lateral (
    select coalesce(sum(daily.sessions), 0)::integer as sessions,
           coalesce(sum(daily.duration_seconds), 0)::bigint as duration_seconds,
           coalesce(sum(daily.score_count), 0) as score_count,
           coalesce(sum(daily.score_sum), 0) as score_sum
    from training.company_daily as daily
    where daily.tenant_id = company.tenant_id
      and daily.day > (now() at time zone tenant.time_zone)::date - 30) as total
cross join lateral (
    select count(distinct daily.trainee_id)::integer as active
    from training.trainee_daily as daily
    where daily.tenant_id = company.tenant_id
      and daily.day > (now() at time zone tenant.time_zone)::date - 30
      and daily.sessions > 0) as people;

comment on view training.company_session_metrics is 'Finished sessions of the last 30 days, per company.';
comment on column training.company_session_metrics.tenant_id is 'The company''s tenant.';
comment on column training.company_session_metrics.company_id is 'The company.';
comment on column training.company_session_metrics.total_sessions is
    'Sessions that are over: completed, analyzed or archived.';
comment on column training.company_session_metrics.avg_score is
    'Mean overall score of those that have one; null without any.';
comment on column training.company_session_metrics.total_duration is 'Their length together, in seconds.';
comment on column training.company_session_metrics.active_users is 'How many trainees took part.';

grant select on training.company_session_metrics to palisade_admin, palisade_service;
