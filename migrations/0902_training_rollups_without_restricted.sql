-- The rollups of 0288, once more: a company's days are without trainees whose processing is restricted, and counting all
-- of a tenant's days anew is one statement for each rollup, which writes only what differs.
set local role palisade_owner;

-- No `set search_path`: it is inlined. Its body is parsed here, once.
create function training.count_days(tenant_id uuid, time_zone text)
    returns table (trainee_id uuid, day date, sessions integer, duration_seconds bigint, minute_cost numeric,
                   score_count integer, score_sum bigint, talk_ratio_count integer, talk_ratio_sum double precision,
                   first_score integer, latest_score integer)
    language sql stable parallel safe
begin atomic
    select session.trainee_id,
           (session.started_at at time zone count_days.time_zone)::date,
           count(*)::integer,
           coalesce(sum(session.duration_seconds), 0),
           coalesce(sum(session.minute_cost), 0),
           count(analytics.overall_score)::integer,
           coalesce(sum(analytics.overall_score), 0),
           count(analytics.talk_time_ratio)::integer,
           coalesce(sum(analytics.talk_time_ratio order by session.started_at, session.id), 0),
           (array_agg(analytics.overall_score order by session.started_at, session.id)
               filter (where analytics.overall_score is not null))[1],
           (array_agg(analytics.overall_score order by session.started_at desc, session.id desc)
               filter (where analytics.overall_score is not null))[1]
    from training.sessions as session
    left join training.session_analytics as analytics  -- unique per session: it multiplies no row
        on analytics.tenant_id = session.tenant_id and analytics.session_id = session.id
    where session.tenant_id = count_days.tenant_id and session.status <> 'active'
    group by 1, 2;
end;
comment on function training.count_days(uuid, text) is
    'What training.trainee_daily should hold for a tenant, counted from the sessions that the caller sees, all at once.';

grant execute on function training.count_days(uuid, text) to palisade_admin, palisade_service, palisade_definer;

grant create on schema training to palisade_definer;
set local role palisade_definer;

create or replace function training.refresh_trainee_days(tenant_ids uuid[], trainee_ids uuid[], days date[]) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Rows to hold on to. Those of a trainee who is being deleted go with the trainee.
    insert into training.trainee_daily (tenant_id, trainee_id, day, sessions, duration_seconds, minute_cost,
                                        score_count, score_sum, talk_ratio_count, talk_ratio_sum, is_counted)
    select distinct wanted.tenant_id, wanted.trainee_id, wanted.day, 0, 0, 0, 0, 0, 0, 0,
           not exists (select from privacy.restrictions as restriction
                       where restriction.tenant_id = wanted.tenant_id and restriction.relation = 'training.trainees'
                         and restriction.subject_key = wanted.trainee_id::text)
    from unnest(tenant_ids, trainee_ids, days) as wanted (tenant_id, trainee_id, day)
    join training.trainees as trainee on trainee.tenant_id = wanted.tenant_id and trainee.id = wanted.trainee_id
    order by wanted.tenant_id, wanted.trainee_id, wanted.day
    on conflict (tenant_id, trainee_id, day) do nothing;

    -- Held, always in the same order, before anything is counted: the next statement then sees the sessions of all who
    -- held them before, and nobody counts meanwhile.
    perform
    from training.trainee_daily as daily
    join (select distinct * from unnest(tenant_ids, trainee_ids, days)) as wanted (tenant_id, trainee_id, day)
        using (tenant_id, trainee_id, day)
    order by daily.tenant_id, daily.trainee_id, daily.day
    for update of daily;

    update training.trainee_daily as daily
    set sessions = counted.sessions,
        duration_seconds = counted.duration_seconds,
        minute_cost = counted.minute_cost,
        score_count = counted.score_count,
        score_sum = counted.score_sum,
        talk_ratio_count = counted.talk_ratio_count,
        talk_ratio_sum = counted.talk_ratio_sum,
        first_score = counted.first_score,
        latest_score = counted.latest_score
    from (select distinct * from unnest(tenant_ids, trainee_ids, days)) as wanted (tenant_id, trainee_id, day)
    join core.tenants as tenant on tenant.id = wanted.tenant_id
    cross join lateral training.count_trainee_day(
        wanted.tenant_id, wanted.trainee_id, wanted.day, tenant.time_zone) as counted
    where daily.tenant_id = wanted.tenant_id
      and daily.trainee_id = wanted.trainee_id
      and daily.day = wanted.day;
end
$$;

create function training.recount_days(tenant uuid, zone text) returns integer
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    held_days integer;
begin
    -- As for single days: rows to hold on to, then all of them held in the usual order, and only then a count.
    insert into training.trainee_daily (tenant_id, trainee_id, day, sessions, duration_seconds, minute_cost,
                                        score_count, score_sum, talk_ratio_count, talk_ratio_sum)
    select distinct session.tenant_id, session.trainee_id, (session.started_at at time zone zone)::date,
           0, 0, 0, 0, 0, 0, 0::double precision
    from training.sessions as session
    where session.tenant_id = tenant and session.status <> 'active'
    order by 2, 3
    on conflict (tenant_id, trainee_id, day) do nothing;

    perform from training.trainee_daily as daily
    where daily.tenant_id = tenant
    order by daily.trainee_id, daily.day
    for update;
    get diagnostics held_days = row_count;

    -- The company's days are first what the trainees' days are now, since what is changed below changes them by the
    -- difference. Held before they are added up: whoever changes one now waits, and adds to the result.
    insert into training.company_daily (tenant_id, day, sessions, duration_seconds, minute_cost, score_count, score_sum,
                                        trainees)
    select distinct daily.tenant_id, daily.day, 0, 0, 0, 0, 0, 0
    from training.trainee_daily as daily
    where daily.tenant_id = tenant
    order by daily.tenant_id, daily.day
    on conflict (tenant_id, day) do nothing;

    perform from training.company_daily as daily where daily.tenant_id = tenant order by daily.day for update;

    update training.company_daily as daily
    set sessions = total.sessions,
        duration_seconds = total.duration_seconds,
        minute_cost = total.minute_cost,
        score_count = total.score_count,
        score_sum = total.score_sum,
        trainees = total.trainees
    from (select kept.day,
                 coalesce(sum(part.sessions), 0)::integer as sessions,
                 coalesce(sum(part.duration_seconds), 0)::bigint as duration_seconds,
                 coalesce(sum(part.minute_cost), 0) as minute_cost,
                 coalesce(sum(part.score_count), 0)::integer as score_count,
                 coalesce(sum(part.score_sum), 0)::bigint as score_sum,
                 (count(*) filter (where part.sessions > 0))::integer as trainees
          from training.company_daily as kept
          left join training.trainee_daily as part
              on part.tenant_id = kept.tenant_id and part.day = kept.day and part.is_counted
          where kept.tenant_id = tenant
          group by kept.day) as total
    where daily.tenant_id = tenant and daily.day = total.day
      and (daily.sessions, daily.duration_seconds, daily.minute_cost, daily.score_count, daily.score_sum, daily.trainees)
          is distinct from
          (total.sessions, total.duration_seconds, total.minute_cost, total.score_count, total.score_sum,
           total.trainees);

    update training.trainee_daily as daily
    set sessions = counted.sessions,
        duration_seconds = counted.duration_seconds,
        minute_cost = counted.minute_cost,
        score_count = counted.score_count,
        score_sum = counted.score_sum,
        talk_ratio_count = counted.talk_ratio_count,
        talk_ratio_sum = counted.talk_ratio_sum,
        first_score = counted.first_score,
        latest_score = counted.latest_score,
        is_counted = counted.is_counted
    from (select kept.trainee_id, kept.day,
                 coalesce(found.sessions, 0) as sessions,
                 coalesce(found.duration_seconds, 0) as duration_seconds,
                 coalesce(found.minute_cost, 0) as minute_cost,
                 coalesce(found.score_count, 0) as score_count,
                 coalesce(found.score_sum, 0) as score_sum,
                 coalesce(found.talk_ratio_count, 0) as talk_ratio_count,
                 coalesce(found.talk_ratio_sum, 0) as talk_ratio_sum,
                 found.first_score,
                 found.latest_score,
                 restriction.subject_key is null as is_counted
          from training.trainee_daily as kept
          left join training.count_days(tenant, zone) as found
              on found.trainee_id = kept.trainee_id and found.day = kept.day
          left join privacy.restrictions as restriction
              on restriction.tenant_id = kept.tenant_id and restriction.relation = 'training.trainees'
             and restriction.subject_key = kept.trainee_id::text
          where kept.tenant_id = tenant) as counted
    where daily.tenant_id = tenant and daily.trainee_id = counted.trainee_id and daily.day = counted.day
      and (daily.sessions, daily.duration_seconds, daily.minute_cost, daily.score_count, daily.score_sum,
           daily.talk_ratio_count, daily.talk_ratio_sum, daily.first_score, daily.latest_score, daily.is_counted)
          is distinct from
          (counted.sessions, counted.duration_seconds, counted.minute_cost, counted.score_count, counted.score_sum,
           counted.talk_ratio_count, counted.talk_ratio_sum, counted.first_score, counted.latest_score,
           counted.is_counted);
    return held_days;
end
$$;
comment on function training.recount_days(uuid, text) is
    'Counts both rollups of a tenant anew; says how many days of trainees there are. Called by the definer''s own '
    'functions alone.';

revoke execute on function training.recount_days(uuid, text) from public;

create or replace function training.rebuild_rollups() returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant uuid := palisade.tenant_id();
begin
    if tenant is null or current_setting('role') not in ('palisade_service', 'palisade_admin') then
        raise exception 'Only an admin or a job of the tenant may do this.' using errcode = 'PA403';
    end if;
    return training.recount_days(tenant, (select held.time_zone from core.tenants as held where held.id = tenant));
end
$$;

create or replace function training.follow_time_zone() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from training.companies as company where company.tenant_id = new.id) then
        return null;
    end if;
    update training.session_analytics  -- its own trigger computes day and hour
    set session_date = session_date
    where tenant_id = new.id;

    -- Every day may begin at another moment: the days as they were, and as they are now.
    perform training.recount_days(new.id, new.time_zone);
    return null;
end
$$;

create or replace function training.roll_up_trainee_days() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Rows of trainee_daily begin with zeros, so that inserting them changes nothing here.
    insert into training.company_daily (tenant_id, day, sessions, duration_seconds, minute_cost, score_count, score_sum,
                                        trainees)
    select distinct changed.tenant_id, changed.day, 0, 0, 0, 0, 0, 0
    from new_rows as changed
    order by changed.tenant_id, changed.day
    on conflict (tenant_id, day) do nothing;

    -- Held in the same order by everybody, so that two writers wait for each other rather than lock each other out.
    perform
    from training.company_daily as daily
    where exists (select from new_rows as changed
                  where changed.tenant_id = daily.tenant_id and changed.day = daily.day)
    order by daily.tenant_id, daily.day
    for update;

    update training.company_daily as daily
    set sessions = daily.sessions + difference.sessions,
        duration_seconds = daily.duration_seconds + difference.duration_seconds,
        minute_cost = daily.minute_cost + difference.minute_cost,
        score_count = daily.score_count + difference.score_count,
        score_sum = daily.score_sum + difference.score_sum,
        trainees = daily.trainees + difference.trainees
    from (select changed.tenant_id, changed.day,
                 sum(changed.sign * changed.sessions)::integer as sessions,
                 sum(changed.sign * changed.duration_seconds)::bigint as duration_seconds,
                 sum(changed.sign * changed.minute_cost) as minute_cost,
                 sum(changed.sign * changed.score_count)::integer as score_count,
                 sum(changed.sign * changed.score_sum)::bigint as score_sum,
                 sum(changed.sign * (changed.sessions > 0)::integer)::integer as trainees
          from (select -1 as sign, old_rows.* from old_rows where old_rows.is_counted
                union all
                select 1, new_rows.* from new_rows where new_rows.is_counted) as changed
          group by changed.tenant_id, changed.day) as difference
    where daily.tenant_id = difference.tenant_id and daily.day = difference.day;
    return null;
end
$$;

create or replace function training.take_trainee_day_off() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update training.company_daily
    set sessions = sessions - old.sessions,
        duration_seconds = duration_seconds - old.duration_seconds,
        minute_cost = minute_cost - old.minute_cost,
        score_count = score_count - old.score_count,
        score_sum = score_sum - old.score_sum,
        trainees = trainees - (old.sessions > 0)::integer
    where tenant_id = old.tenant_id and day = old.day and old.is_counted;
    return null;
end
$$;

set local role palisade_owner;
revoke create on schema training from palisade_definer;

create or replace function training.verify_rollups()
    returns table (rollup text, trainee_id uuid, day date, kept jsonb, counted jsonb)
    language sql stable
begin atomic
    with trainee_days as (
        select found.trainee_id, found.day, to_jsonb(found) - array['trainee_id', 'day'] as counted
        from core.tenants as tenant
        cross join lateral training.count_days(tenant.id, tenant.time_zone) as found
        where tenant.id = (select palisade.tenant_id())
    ), company_days as (
        -- The caller sees nobody's days who is restricted, but may be restricted themselves.
        select daily.day,
               jsonb_build_object('sessions', sum(daily.sessions), 'duration_seconds', sum(daily.duration_seconds),
                   'minute_cost', sum(daily.minute_cost), 'score_count', sum(daily.score_count),
                   'score_sum', sum(daily.score_sum), 'trainees', count(*)) as counted
        from training.trainee_daily as daily
        where daily.tenant_id = (select palisade.tenant_id()) and daily.sessions > 0 and daily.is_counted
        group by daily.day
    )
    select 'trainee_daily', coalesce(daily.trainee_id, found.trainee_id), coalesce(daily.day, found.day), daily.kept,
           found.counted
    from trainee_days as found
    full join (select kept.trainee_id, kept.day,
                      to_jsonb(kept) - array['tenant_id', 'trainee_id', 'day', 'is_counted'] as kept
               from training.trainee_daily as kept
               where kept.tenant_id = (select palisade.tenant_id()) and kept.sessions > 0) as daily
        on daily.trainee_id = found.trainee_id and daily.day = found.day
    where daily.kept is distinct from found.counted
    union all
    select 'company_daily', null, coalesce(daily.day, found.day), daily.kept, found.counted
    from company_days as found
    full join (select kept.day, to_jsonb(kept) - array['tenant_id', 'day'] as kept
               from training.company_daily as kept
               where kept.tenant_id = (select palisade.tenant_id()) and kept.sessions > 0) as daily
        on daily.day = found.day
    where daily.kept is distinct from found.counted;
end;
