-- The two rollups follow the sessions and their scores: each day of a trainee that a statement touches is counted anew,
-- and the company's day changes by the difference. Adding nothing up from changes keeps a back-dated or deleted session
-- from leaving a wrong first or latest score. Statement triggers: a bulk load pays once per day, not once per row.
set local role palisade_owner;

-- No `set search_path`: it is inlined. Its body is parsed here, once.
create function training.count_trainee_day(tenant_id uuid, trainee_id uuid, day date, time_zone text)
    returns table (sessions integer, duration_seconds bigint, minute_cost numeric, score_count integer,
                   score_sum bigint, talk_ratio_count integer, talk_ratio_sum double precision, first_score integer,
                   latest_score integer)
    language sql stable parallel safe
begin atomic
    select count(*)::integer,
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
    where session.tenant_id = count_trainee_day.tenant_id
      and session.trainee_id = count_trainee_day.trainee_id
      and session.status <> 'active'
      -- A range for the index, wide enough for every zone; then the day itself.
      and session.started_at >= (count_trainee_day.day - 1)::timestamp at time zone 'UTC'
      and session.started_at < (count_trainee_day.day + 2)::timestamp at time zone 'UTC'
      and (session.started_at at time zone count_trainee_day.time_zone)::date = count_trainee_day.day;
end;
comment on function training.count_trainee_day(uuid, uuid, date, text) is
    'What training.trainee_daily should hold for a trainee and day, counted from the sessions that the caller sees.';

grant execute on function training.count_trainee_day(uuid, uuid, date, text) to
    palisade_admin, palisade_service, palisade_definer;

grant create on schema training to palisade_definer;
set local role palisade_definer;

create function training.refresh_trainee_days(tenant_ids uuid[], trainee_ids uuid[], days date[]) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Rows to hold on to. Those of a trainee who is being deleted go with the trainee.
    insert into training.trainee_daily (tenant_id, trainee_id, day, sessions, duration_seconds, minute_cost,
                                        score_count, score_sum, talk_ratio_count, talk_ratio_sum)
    select distinct wanted.tenant_id, wanted.trainee_id, wanted.day, 0, 0, 0, 0, 0, 0, 0
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
comment on function training.refresh_trainee_days(uuid[], uuid[], date[]) is
    'Counts the named days of trainees anew; called by the definer''s own functions alone.';

create function training.roll_up_sessions() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant_ids  uuid[];
    trainee_ids uuid[];
    days        date[];
begin
    -- What finished sessions say that a rollup tells; only those of which it changed.
    if tg_op = 'INSERT' then
        select array_agg(changed.tenant_id), array_agg(changed.trainee_id), array_agg(changed.day)
        into tenant_ids, trainee_ids, days
        from (select distinct session.tenant_id, session.trainee_id,
                     (session.started_at at time zone tenant.time_zone)::date as day
              from new_rows as session
              join core.tenants as tenant on tenant.id = session.tenant_id
              where session.status <> 'active') as changed;
    elsif tg_op = 'DELETE' then
        select array_agg(changed.tenant_id), array_agg(changed.trainee_id), array_agg(changed.day)
        into tenant_ids, trainee_ids, days
        from (select distinct session.tenant_id, session.trainee_id,
                     (session.started_at at time zone tenant.time_zone)::date as day
              from old_rows as session
              join core.tenants as tenant on tenant.id = session.tenant_id
              where session.status <> 'active') as changed;
    else
        select array_agg(changed.tenant_id), array_agg(changed.trainee_id), array_agg(changed.day)
        into tenant_ids, trainee_ids, days
        from (select distinct session.tenant_id, session.trainee_id,
                     (session.started_at at time zone tenant.time_zone)::date as day
              from ((select tenant_id, id, trainee_id, started_at, duration_seconds, minute_cost
                     from old_rows where status <> 'active'
                     except
                     select tenant_id, id, trainee_id, started_at, duration_seconds, minute_cost
                     from new_rows where status <> 'active')
                    union all
                    (select tenant_id, id, trainee_id, started_at, duration_seconds, minute_cost
                     from new_rows where status <> 'active'
                     except
                     select tenant_id, id, trainee_id, started_at, duration_seconds, minute_cost
                     from old_rows where status <> 'active')) as session
              join core.tenants as tenant on tenant.id = session.tenant_id) as changed;
    end if;
    if tenant_ids is not null then
        perform training.refresh_trainee_days(tenant_ids, trainee_ids, days);
    end if;
    return null;
end
$$;
comment on function training.roll_up_sessions() is 'Trigger: days of trainees follow their sessions.';

create function training.roll_up_scores() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant_ids  uuid[];
    trainee_ids uuid[];
    days        date[];
begin
    if tg_op = 'INSERT' then
        select array_agg(changed.tenant_id), array_agg(changed.trainee_id), array_agg(changed.session_date)
        into tenant_ids, trainee_ids, days
        from (select distinct tenant_id, trainee_id, session_date from new_rows) as changed;
    elsif tg_op = 'DELETE' then
        select array_agg(changed.tenant_id), array_agg(changed.trainee_id), array_agg(changed.session_date)
        into tenant_ids, trainee_ids, days
        from (select distinct tenant_id, trainee_id, session_date from old_rows) as changed;
    else
        select array_agg(changed.tenant_id), array_agg(changed.trainee_id), array_agg(changed.session_date)
        into tenant_ids, trainee_ids, days
        from (select tenant_id, trainee_id, session_date from old_rows
              union
              select tenant_id, trainee_id, session_date from new_rows) as changed;
    end if;
    if tenant_ids is not null then
        perform training.refresh_trainee_days(tenant_ids, trainee_ids, days);
    end if;
    return null;
end
$$;
comment on function training.roll_up_scores() is 'Trigger: days of trainees follow the scores of their sessions.';

create function training.roll_up_trainee_days() returns trigger
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
          from (select -1 as sign, old_rows.* from old_rows
                union all
                select 1, new_rows.* from new_rows) as changed
          group by changed.tenant_id, changed.day) as difference
    where daily.tenant_id = difference.tenant_id and daily.day = difference.day;
    return null;
end
$$;
comment on function training.roll_up_trainee_days() is 'Trigger: days of the company follow those of its trainees.';

create function training.take_trainee_day_off() returns trigger
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
    where tenant_id = old.tenant_id and day = old.day;
    return null;
end
$$;
comment on function training.take_trainee_day_off() is
    'Trigger: when a trainee is deleted, the company''s days are without them.';

create function training.rebuild_rollups() returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant      uuid := palisade.tenant_id();
    tenant_ids  uuid[];
    trainee_ids uuid[];
    dates       date[];
begin
    if tenant is null or current_setting('role') not in ('palisade_service', 'palisade_admin') then
        raise exception 'Only an admin or a job of the tenant may do this.' using errcode = 'PA403';
    end if;

    select array_agg(wanted.tenant_id), array_agg(wanted.trainee_id), array_agg(wanted.day)
    into tenant_ids, trainee_ids, dates
    from (select session.tenant_id, session.trainee_id, (session.started_at at time zone zone.time_zone)::date as day
          from training.sessions as session
          join core.tenants as zone on zone.id = session.tenant_id
          where session.tenant_id = tenant and session.status <> 'active'
          union
          select daily.tenant_id, daily.trainee_id, daily.day
          from training.trainee_daily as daily
          where daily.tenant_id = tenant) as wanted;
    if tenant_ids is not null then
        perform training.refresh_trainee_days(tenant_ids, trainee_ids, dates);
    end if;

    -- The company's days are held before they are added up anew: whoever changes one now waits, and adds to the result.
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
    from training.company_daily as held
    cross join lateral (
        select coalesce(sum(part.sessions), 0)::integer as sessions,
               coalesce(sum(part.duration_seconds), 0)::bigint as duration_seconds,
               coalesce(sum(part.minute_cost), 0) as minute_cost,
               coalesce(sum(part.score_count), 0)::integer as score_count,
               coalesce(sum(part.score_sum), 0)::bigint as score_sum,
               (count(*) filter (where part.sessions > 0))::integer as trainees
        from training.trainee_daily as part
        where part.tenant_id = held.tenant_id and part.day = held.day) as total
    where daily.tenant_id = tenant and held.tenant_id = tenant and held.day = daily.day;
    return coalesce(cardinality(tenant_ids), 0);
end
$$;
comment on function training.rebuild_rollups() is
    'Counts the tenant''s rollups anew from its sessions; says how many days of trainees that were.';

create function training.follow_time_zone() returns trigger
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
    perform training.refresh_trainee_days(
        array_agg(wanted.tenant_id), array_agg(wanted.trainee_id), array_agg(wanted.day))
    from (select session.tenant_id, session.trainee_id, (session.started_at at time zone new.time_zone)::date as day
          from training.sessions as session
          where session.tenant_id = new.id and session.status <> 'active'
          union
          select daily.tenant_id, daily.trainee_id, daily.day
          from training.trainee_daily as daily
          where daily.tenant_id = new.id) as wanted
    having count(*) > 0;
    return null;
end
$$;
comment on function training.follow_time_zone() is 'Trigger: days and hours are of the tenant''s time zone.';

revoke execute on function training.refresh_trainee_days(uuid[], uuid[], date[]), training.roll_up_sessions(),
    training.roll_up_scores(), training.roll_up_trainee_days(), training.take_trainee_day_off(),
    training.rebuild_rollups(), training.follow_time_zone() from public;
grant execute on function training.roll_up_sessions(), training.roll_up_scores(), training.roll_up_trainee_days(),
    training.take_trainee_day_off(), training.follow_time_zone() to palisade_owner;
grant execute on function training.rebuild_rollups() to palisade_admin, palisade_service;

set local role palisade_owner;
revoke create on schema training from palisade_definer;

create trigger sessions_roll_up_inserted after insert on training.sessions
    referencing new table as new_rows
    for each statement execute function training.roll_up_sessions();
create trigger sessions_roll_up_updated after update on training.sessions
    referencing old table as old_rows new table as new_rows
    for each statement execute function training.roll_up_sessions();
create trigger sessions_roll_up_deleted after delete on training.sessions
    referencing old table as old_rows
    for each statement execute function training.roll_up_sessions();

create trigger session_analytics_roll_up_inserted after insert on training.session_analytics
    referencing new table as new_rows
    for each statement execute function training.roll_up_scores();
create trigger session_analytics_roll_up_updated after update on training.session_analytics
    referencing old table as old_rows new table as new_rows
    for each statement execute function training.roll_up_scores();
create trigger session_analytics_roll_up_deleted after delete on training.session_analytics
    referencing old table as old_rows
    for each statement execute function training.roll_up_scores();

create trigger trainee_daily_roll_up after update on training.trainee_daily
    referencing old table as old_rows new table as new_rows
    for each statement execute function training.roll_up_trainee_days();
create trigger trainee_daily_take_off after delete on training.trainee_daily
    for each row execute function training.take_trainee_day_off();

create trigger tenants_time_zone after update of time_zone on core.tenants
    for each row when (old.time_zone <> new.time_zone)
    execute function training.follow_time_zone();

-- For the service and admins: what the rollups hold that a count of the sessions does not give, and the reverse.
create function training.verify_rollups()
    returns table (rollup text, trainee_id uuid, day date, kept jsonb, counted jsonb)
    language sql stable
begin atomic
    with trainee_days as (
        select found.trainee_id, found.day, to_jsonb(figures) as counted
        from (select distinct session.trainee_id, (session.started_at at time zone tenant.time_zone)::date as day,
                     tenant.id as tenant_id, tenant.time_zone
              from training.sessions as session
              join core.tenants as tenant on tenant.id = session.tenant_id
              where session.tenant_id = (select palisade.tenant_id()) and session.status <> 'active') as found
        cross join lateral training.count_trainee_day(
            found.tenant_id, found.trainee_id, found.day, found.time_zone) as figures
    ), company_days as (
        select daily.day,
               jsonb_build_object('sessions', sum(daily.sessions), 'duration_seconds', sum(daily.duration_seconds),
                   'minute_cost', sum(daily.minute_cost), 'score_count', sum(daily.score_count),
                   'score_sum', sum(daily.score_sum), 'trainees', count(*)) as counted
        from training.trainee_daily as daily
        where daily.tenant_id = (select palisade.tenant_id()) and daily.sessions > 0
        group by daily.day
    )
    select 'trainee_daily', coalesce(daily.trainee_id, found.trainee_id), coalesce(daily.day, found.day), daily.kept,
           found.counted
    from trainee_days as found
    full join (select kept.trainee_id, kept.day,
                      to_jsonb(kept) - array['tenant_id', 'trainee_id', 'day'] as kept
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
comment on function training.verify_rollups() is
    'Days of which a rollup differs from a count of what it adds up; no row where all is well.';

grant execute on function training.verify_rollups() to palisade_admin, palisade_service;
