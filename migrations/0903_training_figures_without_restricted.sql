-- Figures of a company that are made of its days: all of them leave out the same people, those whose processing is
-- restricted, whoever asks.
set local role palisade_owner;

create or replace view training.company_session_metrics
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
      and daily.sessions > 0
      and daily.is_counted) as people;

grant create on schema training to palisade_definer;
set local role palisade_definer;

create or replace function training.company_figures(days integer default 30)
    returns table (company_id uuid, first_day date, last_day date, total_sessions integer, avg_score double precision,
                   total_duration bigint, minute_cost numeric, active_users integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller text := palisade.request_role();
    today  date;
begin
    if palisade.tenant_id() is null or caller not in ('palisade_analyst', 'palisade_admin', 'palisade_service') then
        raise exception 'These figures are for analysts and admins.' using errcode = 'PA403';
    end if;
    if coalesce(company_figures.days, 0) not between 1 and 3660 then
        raise exception 'Ask for 1 to 3660 days.' using errcode = 'PA400';
    end if;
    -- Spans that differ by a day differ by whoever trained on it.
    if caller = 'palisade_analyst' and company_figures.days not in (7, 30, 90, 365) then
        raise exception 'For analysts the spans are 7, 30, 90 and 365 days.' using errcode = 'PA400';
    end if;
    select (now() at time zone tenant.time_zone)::date
    into today
    from core.tenants as tenant
    where tenant.id = palisade.tenant_id();

    return query
        select company.id, today - company_figures.days + 1, today,
               case when shown.all then total.sessions end,
               case when shown.all then total.score_sum::double precision / nullif(total.score_count, 0) end,
               case when shown.all then total.duration_seconds end,
               case when shown.all then total.minute_cost end,
               case when shown.all then people.active end
        from training.companies as company
        cross join lateral (
            -- Without those whose processing is restricted: the company's days leave them out.
            select coalesce(sum(daily.sessions), 0)::integer as sessions,
                   coalesce(sum(daily.duration_seconds), 0)::bigint as duration_seconds,
                   coalesce(sum(daily.minute_cost), 0) as minute_cost,
                   coalesce(sum(daily.score_count), 0) as score_count,
                   coalesce(sum(daily.score_sum), 0) as score_sum
            from training.company_daily as daily
            where daily.tenant_id = company.tenant_id and daily.day > today - company_figures.days
              and daily.day <= today) as total
        cross join lateral (
            select count(distinct daily.trainee_id)::integer as active
            from training.trainee_daily as daily
            where daily.tenant_id = company.tenant_id and daily.day > today - company_figures.days
              and daily.day <= today and daily.sessions > 0 and daily.is_counted) as people
        cross join lateral (
            select caller <> 'palisade_analyst' or people.active = 0
                   or people.active >= palisade.minimum_group_size()) as shown ("all")
        where company.tenant_id = palisade.tenant_id();
end
$$;

create or replace function training.team_figures(days integer default 30)
    returns table (team text, people integer, total_sessions integer, avg_score double precision,
                   total_duration bigint, avg_talk_ratio double precision)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller text := palisade.request_role();
    hidden uuid[] := palisade.hidden_people('training.trainees')::uuid[];
    today  date;
begin
    if palisade.tenant_id() is null or caller not in ('palisade_analyst', 'palisade_admin', 'palisade_service') then
        raise exception 'These figures are for analysts and admins.' using errcode = 'PA403';
    end if;
    if coalesce(team_figures.days, 0) not between 1 and 3660 then
        raise exception 'Ask for 1 to 3660 days.' using errcode = 'PA400';
    end if;
    -- Spans that differ by a day differ by whoever trained on it.
    if caller = 'palisade_analyst' and team_figures.days not in (7, 30, 90, 365) then
        raise exception 'For analysts the spans are 7, 30, 90 and 365 days.' using errcode = 'PA400';
    end if;
    select (now() at time zone tenant.time_zone)::date
    into today
    from core.tenants as tenant
    where tenant.id = palisade.tenant_id();

    return query
        with teams as (
            select trainee.team, count(distinct trainee.id) filter (where daily.sessions > 0)::integer as active,
                   coalesce(sum(daily.sessions), 0)::integer as sessions,
                   coalesce(sum(daily.duration_seconds), 0)::bigint as duration_seconds,
                   sum(daily.score_sum)::double precision / nullif(sum(daily.score_count), 0) as score,
                   sum(daily.talk_ratio_sum) / nullif(sum(daily.talk_ratio_count), 0) as talk_ratio
            from training.trainees as trainee
            left join training.trainee_daily as daily
                on daily.tenant_id = trainee.tenant_id and daily.trainee_id = trainee.id
               and daily.day > today - team_figures.days and daily.day <= today and daily.is_counted
            where trainee.tenant_id = palisade.tenant_id() and not trainee.id = any (hidden)
            group by trainee.team)
        select judged.team,
               case when judged.shown then judged.active end,
               case when judged.shown then judged.sessions end,
               case when judged.shown then judged.score end,
               case when judged.shown then judged.duration_seconds end,
               case when judged.shown then judged.talk_ratio end
        from (select teams.*,
                     caller <> 'palisade_analyst'
                     or (teams.active >= palisade.minimum_group_size()
                         -- Where the small teams together are too few as well, the next larger one hides them: or the
                         -- company's figures less those of the teams that are shown would tell of them.
                         and not (row_number() over (
                                      partition by teams.active >= palisade.minimum_group_size()
                                      order by teams.active, teams.team nulls last) = 1
                                  and coalesce(sum(teams.active) filter (
                                      where teams.active < palisade.minimum_group_size()) over (), 0)
                                      between 1 and palisade.minimum_group_size() - 1)) as shown
              from teams) as judged
        order by judged.team nulls last;
end
$$;

set local role palisade_owner;
revoke create on schema training from palisade_definer;
