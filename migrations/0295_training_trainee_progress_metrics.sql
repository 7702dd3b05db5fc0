-- A trainee's last 90 days, today's included, one row per trainee, also for those who did not train. Tenant: tenant_id.
-- From the rollups: days are of the tenant's time zone.
-- Computed under the reader's own policies: a trainee sees their own row, an admin all of the company.
set local role palisade_owner;

create view training.trainee_progress_metrics
    with (security_invoker = true)
as
select trainee.tenant_id,
       trainee.id                                                        as trainee_id,
       coalesce(sum(daily.sessions), 0)::integer                         as session_count,
       sum(daily.score_sum)::double precision / nullif(sum(daily.score_count), 0)  as avg_score,
       sum(daily.talk_ratio_sum) / nullif(sum(daily.talk_ratio_count), 0)  as avg_talk_ratio,
       (array_agg(daily.first_score order by daily.day)
           filter (where daily.first_score is not null))[1]              as first_session_score,
       (array_agg(daily.latest_score order by daily.day desc)
           filter (where daily.latest_score is not null))[1]             as latest_session_score
from training.trainees as trainee
join core.tenants as tenant on tenant.id = trainee.tenant_id
left join training.trainee_daily as daily
    on daily.tenant_id = trainee.tenant_id
   and daily.trainee_id = trainee.id
   and daily.day > (now() at time zone tenant.time_zone)::date - 90
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
