-- A company's last 30 days, one row per company, also where nobody trained. Tenant: tenant_id.
-- Computed under the reader's own policies; for admins and jobs, because a member would see figures of themselves.
set local role palisade_owner;

create view training.company_session_metrics
    with (security_invoker = true)
as
select company.tenant_id,
       company.id                                          as company_id,
       count(session.id)::integer                          as total_sessions,
       avg(analytics.overall_score)::double precision      as avg_score,
       coalesce(sum(session.duration_seconds), 0)::bigint  as total_duration,
       count(distinct session.trainee_id)::integer         as active_users
from training.companies as company
left join training.sessions as session
    on session.tenant_id = company.tenant_id
   and session.status <> 'active'
   and session.started_at >= now() - interval '30 days'
left join training.session_analytics as analytics  -- unique per session: it multiplies no row
    on analytics.tenant_id = session.tenant_id
   and analytics.session_id = session.id
group by company.tenant_id, company.id;

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
