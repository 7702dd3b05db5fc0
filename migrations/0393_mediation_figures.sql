-- Figures and lists that are computed when they are asked for, under the caller's own policies: what a partner may not
-- see counts for nothing.
set local role palisade_owner;

create function mediation.conflict_stats(days integer default 365)
    returns table (
        total                      integer,
        active                     integer,
        analyzed                   integer,
        resolved                   integer,
        avg_severity               double precision,
        max_severity               double precision,
        last_conflict_at           timestamptz,
        days_since_last_conflict   integer,
        conflicts_per_month        double precision
    )
    language sql stable
    set search_path = ''
as $$
    select count(*)::integer,
           (count(*) filter (where conflict.status = 'active'))::integer,
           (count(*) filter (where conflict.status in ('analyzed', 'resolved')))::integer,
           (count(*) filter (where conflict.status = 'resolved'))::integer,
           avg(conflict.severity_score),
           max(conflict.severity_score),
           max(conflict.started_at),
           mediation.today() - (max(conflict.started_at) at time zone min(tenant.time_zone))::date,
           coalesce(round(count(*) * 30.0 / min(span.days), 2), 0)::double precision
    from mediation.conflicts as conflict
    join core.tenants as tenant on tenant.id = conflict.tenant_id
    cross join (select least(greatest(coalesce(conflict_stats.days, 365), 1), 36500) as days) as span
    where conflict.tenant_id = (select palisade.tenant_id())
      and conflict.started_at >= now() - make_interval(days => span.days)
$$;
comment on function mediation.conflict_stats(integer) is
    'The couple''s conflicts of the last days in figures: one row.';

create function mediation.rant_emotion_trend(days integer default 90)
    returns table (
        week           date,
        emotion        text,
        message_count  integer,
        avg_sentiment  double precision
    )
    language sql stable
    set search_path = ''
as $$
    select date_trunc('week', message.created_at at time zone tenant.time_zone)::date,
           tag.emotion,
           count(*)::integer,
           avg(message.sentiment_score)
    from mediation.rant_messages as message
    join core.tenants as tenant on tenant.id = message.tenant_id
    cross join unnest(message.emotion_tags) as tag (emotion)
    cross join (select least(greatest(coalesce(rant_emotion_trend.days, 90), 1), 36500) as days) as span
    where message.tenant_id = (select palisade.tenant_id())
      and message.owner_user_id = (select palisade.user_id())
      and message.created_at >= now() - make_interval(days => span.days)
    group by 1, 2
    order by 1, 2
$$;
comment on function mediation.rant_emotion_trend(integer) is
    'Emotions in the caller''s own private messages, by week (its Monday, in the couple''s time zone).';

create function mediation.calendar("from" date, "to" date)
    returns table (
        day         date,
        kind        text,
        source_id   uuid,
        title       text,
        partner_id  text,
        color_tag   text,
        icon        text
    )
    language plpgsql stable
    set search_path = ''
as $$
#variable_conflict use_column
begin
    if calendar."from" is null or calendar."to" is null or calendar."to" < calendar."from"
        or calendar."to" - calendar."from" > 400
    then
        raise exception 'A calendar shows 1 to 400 days.' using errcode = 'PA400', hint = 'Ask for less at once.';
    end if;
    return query
        select entry.event_date, 'cycle_event', entry.id, entry.event_type, entry.partner_id, null::text, null::text
        from mediation.cycle_events as entry
        where entry.tenant_id = (select palisade.tenant_id())
          and entry.event_date between calendar."from" and calendar."to"
        union all
        select occurrence.day, 'memorable_date', kept.id, kept.title, kept.partner_id, kept.color_tag, kept.icon
        from mediation.memorable_dates as kept
        -- Each year of the range once; a day that comes back does so from the first on.
        cross join generate_series(extract(year from calendar."from")::integer,
                                   extract(year from calendar."to")::integer) as year (value)
        cross join lateral (
            select case
                when kept.is_recurring then (kept.event_date + make_interval(
                    years => year.value - extract(year from kept.event_date)::integer))::date
                when extract(year from kept.event_date)::integer = year.value then kept.event_date
            end as day
        ) as occurrence
        where kept.tenant_id = (select palisade.tenant_id())
          and occurrence.day between calendar."from" and calendar."to"
          and occurrence.day >= kept.event_date
        union all
        select (conflict.started_at at time zone tenant.time_zone)::date, 'conflict', conflict.id,
               coalesce(array_to_string(conflict.conflict_topics, ', '), ''), null, null, null
        from mediation.conflicts as conflict
        join core.tenants as tenant on tenant.id = conflict.tenant_id
        where conflict.tenant_id = (select palisade.tenant_id())
          and conflict.started_at >= (calendar."from"::timestamp at time zone tenant.time_zone)
          and conflict.started_at < ((calendar."to" + 1)::timestamp at time zone tenant.time_zone)
        union all
        select (moment.occurred_at at time zone tenant.time_zone)::date, 'intimacy_event', moment.id, '',
               moment.initiator_partner_id, null, null
        from mediation.intimacy_events as moment
        join core.tenants as tenant on tenant.id = moment.tenant_id
        where moment.tenant_id = (select palisade.tenant_id())
          and moment.occurred_at >= (calendar."from"::timestamp at time zone tenant.time_zone)
          and moment.occurred_at < ((calendar."to" + 1)::timestamp at time zone tenant.time_zone)
        order by 1, 2, 3;
end
$$;
comment on function mediation.calendar(date, date) is
    'Everything that the caller sees on the days from … to, both included, in the couple''s time zone.';

create function mediation.due_reminders(on_date date default null) returns setof mediation.memorable_dates_ahead
    language sql stable
    set search_path = ''
as $$
    select kept.*
    from mediation.memorable_dates_ahead as kept
    join core.tenants as tenant on tenant.id = kept.tenant_id
    cross join lateral (
        select coalesce(due_reminders.on_date, mediation.today()) as today
    ) as asked
    cross join lateral (
        select mediation.next_occurrence(kept.event_date, kept.is_recurring, asked.today) as day
    ) as next
    where kept.tenant_id = (select palisade.tenant_id())
      and kept.reminder_enabled
      and asked.today >= next.day - kept.reminder_days_before
      -- Once for each time that the day comes.
      and (kept.last_reminded_at is null
           or (kept.last_reminded_at at time zone tenant.time_zone)::date < next.day - kept.reminder_days_before)
    order by next.day, kept.id
$$;
comment on function mediation.due_reminders(date) is
    'The days of which the couple is to be reminded now (or on a date) and has not been.';

grant execute on function
    mediation.conflict_stats(integer),
    mediation.rant_emotion_trend(integer),
    mediation.calendar(date, date),
    mediation.due_reminders(date)
    to palisade_member, palisade_service;
