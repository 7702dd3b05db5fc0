-- The dashboard of an organization over the last days: a coach's own, for admins everybody's. Analysts get it too; what
-- fewer clients stand behind than palisade.minimum_group_size() is null for them.
set local role palisade_owner;
grant create on schema coaching to palisade_definer;
set local role palisade_definer;

create function coaching.coaching_stats(days integer default 30)
    returns table (organization_id uuid, first_day date, last_day date, coaches integer, clients integer,
                   sessions integer, minutes bigint, breakthroughs integer, summaries integer,
                   approved_summaries integer, follow_ups_sent integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller text := palisade.request_role();
    hidden uuid[] := palisade.hidden_people('coaching.clients')::uuid[];
    tenant uuid := palisade.tenant_id();
    own    uuid;
    today  date;
    since  date;
begin
    if tenant is null
        or caller not in ('palisade_member', 'palisade_analyst', 'palisade_admin', 'palisade_service')
    then
        raise exception 'These figures are for people of the organization.' using errcode = 'PA403';
    end if;
    if coalesce(coaching_stats.days, 0) not between 1 and 3660 then
        raise exception 'Ask for 1 to 3660 days.' using errcode = 'PA400';
    end if;
    -- Spans that differ by a day differ by whoever came on it.
    if caller = 'palisade_analyst' and coaching_stats.days not in (7, 30, 90, 365) then
        raise exception 'For analysts the spans are 7, 30, 90 and 365 days.' using errcode = 'PA400';
    end if;
    if caller = 'palisade_member' then
        select coach.id
        into own
        from coaching.coaches as coach
        where coach.tenant_id = tenant and coach.user_id = palisade.user_id();
        if not found then
            raise exception 'You are no coach of this organization.' using errcode = 'PA403';
        end if;
    end if;
    select (now() at time zone known.time_zone)::date
    into today
    from core.tenants as known
    where known.id = tenant;
    since := today - coaching_stats.days + 1;

    return query
        with held as (
            select session.id, session.coach_id, session.duration_minutes
            from coaching.sessions as session
            where session.tenant_id = tenant and session.session_date between since and today
              and (own is null or session.coach_id = own)
        ), parts as (
            select part.id, part.client_id, part.breakthrough_detected
            from coaching.client_sessions as part
            join held on held.id = part.session_id
            where part.tenant_id = tenant and not part.client_id = any (hidden)
        ), written as (
            select count(*)::integer as summaries, count(summary.approved_at)::integer as approved
            from coaching.summaries as summary
            join parts on parts.id = summary.client_session_id
            where summary.tenant_id = tenant
        ), sent as (
            select count(*)::integer as messages
            from coaching.follow_ups as follow_up
            where follow_up.tenant_id = tenant and follow_up.status = 'sent' and not follow_up.client_id = any (hidden)
              and (own is null or follow_up.coach_id = own)
              and follow_up.sent_at >= since::timestamp at time zone (
                  select known.time_zone from core.tenants as known where known.id = tenant)
        ), people as (
            select count(distinct parts.client_id)::integer as clients from parts
        )
        select organization.id, since, today,
               case when shown.all then (select count(distinct held.coach_id)::integer from held) end,
               case when shown.all then people.clients end,
               case when shown.all then (select count(*)::integer from held) end,
               case when shown.all then (select coalesce(sum(held.duration_minutes), 0)::bigint from held) end,
               case when shown.all
                    then (select (count(*) filter (where parts.breakthrough_detected))::integer from parts) end,
               case when shown.all then written.summaries end,
               case when shown.all then written.approved end,
               case when shown.all then sent.messages end
        from coaching.organizations as organization
        cross join people
        cross join written
        cross join sent
        cross join lateral (
            select caller <> 'palisade_analyst' or people.clients = 0
                   or people.clients >= palisade.minimum_group_size()) as shown ("all")
        where organization.tenant_id = tenant;
end
$$;
comment on function coaching.coaching_stats(integer) is
    'What the organization''s coaches did in the last days, today''s included; for a coach their own part.';

revoke execute on function coaching.coaching_stats(integer) from public;
grant execute on function coaching.coaching_stats(integer)
    to palisade_member, palisade_analyst, palisade_admin, palisade_service;

set local role palisade_owner;
revoke create on schema coaching from palisade_definer;
