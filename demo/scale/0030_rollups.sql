-- The days of trainees and companies, each table in one statement; the triggers would count day by day.
-- For tenants that have none yet. `tenants`: the companies.
create function pg_temp.scale_rollups(tenants uuid[]) returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    insert into training.trainee_daily (tenant_id, trainee_id, day, sessions, duration_seconds, minute_cost, score_count,
                                        score_sum, talk_ratio_count, talk_ratio_sum, first_score, latest_score)
    select session.tenant_id, session.trainee_id, (session.started_at at time zone tenant.time_zone)::date, count(*),
           coalesce(sum(session.duration_seconds), 0), coalesce(sum(session.minute_cost), 0),
           count(scores.overall_score), coalesce(sum(scores.overall_score), 0), count(scores.talk_time_ratio),
           coalesce(sum(scores.talk_time_ratio order by session.started_at, session.id), 0),
           (array_agg(scores.overall_score order by session.started_at, session.id)
               filter (where scores.overall_score is not null))[1],
           (array_agg(scores.overall_score order by session.started_at desc, session.id desc)
               filter (where scores.overall_score is not null))[1]
    from training.sessions as session
    join core.tenants as tenant on tenant.id = session.tenant_id
    left join training.session_analytics as scores
        on scores.tenant_id = session.tenant_id and scores.session_id = session.id
    where session.tenant_id = any (tenants) and session.status <> 'active'
    group by 1, 2, 3
    order by 1, 3, 2;  -- as they come to be, day by day: a dashboard of 30 days reads neighbours

    insert into training.company_daily (tenant_id, day, sessions, duration_seconds, minute_cost, score_count, score_sum,
                                        trainees)
    select tenant_id, day, sum(sessions), sum(duration_seconds), sum(minute_cost), sum(score_count), sum(score_sum),
           count(*)
    from training.trainee_daily
    where tenant_id = any (tenants)
    group by tenant_id, day;
end
$$;

-- Raises unless the database's own count of a tenant finds nothing that differs.
create function pg_temp.scale_verify(tenant uuid) returns void
    language plpgsql
as $$
declare
    differing bigint;
begin
    perform set_config('role', 'palisade_service', true), set_config('palisade.tenant_id', tenant::text, true);
    select count(*) into differing from training.verify_rollups();
    if differing > 0 then
        raise exception 'Rollups of tenant % differ from a count of its sessions on % days.', tenant, differing;
    end if;
    perform set_config('role', 'none', true);
end
$$;
