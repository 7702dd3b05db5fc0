-- A trainee's last 90 days, one row per trainee, also for those who did not train. Tenant: tenant_id.
-- Computed under the reader's own policies: a trainee sees their own row, an admin all of the company.
set local role palisade_owner;

create view training.trainee_progress_metrics
    with (security_invoker = true)
as
select trainee.tenant_id,
       trainee.id                                      as trainee_id,
       count(session.id)::integer                      as session_count,
       avg(analytics.overall_score)::double precision  as avg_score,
       avg(analytics.talk_time_ratio)                  as avg_talk_ratio,
       (array_agg(analytics.overall_score order by session.started_at, session.id)
           filter (where analytics.overall_score is not null))[1]
                                                       as first_session_score,
       (array_agg(analytics.overall_score order by session.started_at desc, session.id desc)
           filter (where analytics.overall_score is not null))[1]
                                                       as latest_session_score
from training.trainees as trainee
left join training.sessions as session
    on session.tenant_id = trainee.tenant_id
   and session.trainee_id = trainee.id
   and session.status <> 'active'
   and session.started_at >= now() - interval '90 days'
left join training.session_analytics as analytics  -- unique per session: it multiplies no row
    on analytics.tenant_id = session.tenant_id
   and analytics.session_id = session.id
group by trainee.tenant_id, trainee.id;

comment on view training.trainee_progress_metrics is 'Finished sessions of the last 90 days, per trainee.';
comment on column training.trainee_progress_metrics.tenant_id is 'The company''s tenant.';
comment on column training.trainee_progress_metrics.trainee_id is 'The trainee.';
comment on column training.trainee_progress_metrics.session_count is
    'Sessions that are over: completed, analyzed or archived.';
comment on column training.trainee_progress_metrics.avg_score is
    'Mean overall score of those that have one; null without any.';
comment on column training.trainee_progress_metrics.avg_talk_ratio is 'Mean share of the talking: 0 to 1.';
comment on column training.trainee_progress_metrics.first_session_score is
    'Overall score of the earliest scored session of the 90 days.';
comment on column training.trainee_progress_metrics.latest_session_score is
    'Overall score of the latest scored session.';

grant select on training.trainee_progress_metrics to palisade_member, palisade_admin, palisade_service;
