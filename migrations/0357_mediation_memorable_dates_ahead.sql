-- The couple's days with their next occurrence, computed when they are read, in the couple's time zone. Tenant:
-- tenant_id. Computed under the reader's own policies.
set local role palisade_owner;

create function mediation.next_occurrence(first date, recurring boolean, today date) returns date
    language sql immutable parallel safe
    set search_path = ''
    return case
        when first >= today then first
        when not recurring then null
        -- Years are added to the first day, so that 29 February is the 28th in common years and the 29th in leap years.
        when (first + make_interval(years => (extract(year from today) - extract(year from first))::integer))::date
             >= today
        then (first + make_interval(years => (extract(year from today) - extract(year from first))::integer))::date
        else (first + make_interval(years => (extract(year from today) - extract(year from first))::integer + 1))::date
    end;
comment on function mediation.next_occurrence(date, boolean, date) is
    'The first day on or after today on which a day comes, once or every year; null where it is over.';

create view mediation.memorable_dates_ahead
    with (security_invoker = true)
as
select kept.tenant_id,
       kept.id,
       kept.tenant_id as relationship_id,
       kept.created_by_user_id,
       kept.partner_id,
       kept.event_type,
       kept.title,
       kept.description,
       kept.event_date,
       kept.is_recurring,
       kept.reminder_days_before,
       kept.reminder_enabled,
       kept.last_reminded_at,
       kept.color_tag,
       kept.icon,
       kept.metadata,
       kept.version,
       kept.created_at,
       kept.updated_at,
       ahead.next_occurrence,
       ahead.next_occurrence - ahead.today as days_until,
       ahead.next_occurrence - kept.reminder_days_before as remind_on
from mediation.memorable_dates as kept
join core.tenants as tenant on tenant.id = kept.tenant_id
cross join lateral (
    select today.value as today,
           mediation.next_occurrence(kept.event_date, kept.is_recurring, today.value) as next_occurrence
    from (select (now() at time zone tenant.time_zone)::date as value) as today
) as ahead;

comment on view mediation.memorable_dates_ahead is 'The couple''s days, each with when it comes next.';
comment on column mediation.memorable_dates_ahead.tenant_id is 'The couple''s tenant.';
comment on column mediation.memorable_dates_ahead.id is 'Key of the day.';
comment on column mediation.memorable_dates_ahead.relationship_id is 'The couple; equal to tenant_id.';
comment on column mediation.memorable_dates_ahead.created_by_user_id is 'Who entered it.';
comment on column mediation.memorable_dates_ahead.partner_id is 'Whose day it is; null for the couple''s.';
comment on column mediation.memorable_dates_ahead.event_type is 'anniversary, birthday, first_date or milestone.';
comment on column mediation.memorable_dates_ahead.title is 'Name of the day.';
comment on column mediation.memorable_dates_ahead.description is 'What it is about.';
comment on column mediation.memorable_dates_ahead.event_date is 'The day itself, as it was the first time.';
comment on column mediation.memorable_dates_ahead.is_recurring is 'Whether it comes back every year.';
comment on column mediation.memorable_dates_ahead.reminder_days_before is
    'How many days before the couple is reminded.';
comment on column mediation.memorable_dates_ahead.reminder_enabled is 'Whether the couple is reminded.';
comment on column mediation.memorable_dates_ahead.last_reminded_at is 'When the couple was last reminded of it.';
comment on column mediation.memorable_dates_ahead.color_tag is 'Colour in the calendar.';
comment on column mediation.memorable_dates_ahead.icon is 'Symbol in the calendar.';
comment on column mediation.memorable_dates_ahead.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.memorable_dates_ahead.version is 'Counts changes, for optimistic locking.';
comment on column mediation.memorable_dates_ahead.created_at is 'When the row was made.';
comment on column mediation.memorable_dates_ahead.updated_at is 'When the row last changed.';
comment on column mediation.memorable_dates_ahead.next_occurrence is
    'When it comes next, today included, in the couple''s time zone; null where it is over.';
comment on column mediation.memorable_dates_ahead.days_until is 'Days from today to the next occurrence.';
comment on column mediation.memorable_dates_ahead.remind_on is 'The day on which to remind of the next occurrence.';

grant execute on function mediation.next_occurrence(date, boolean, date) to palisade_member, palisade_service;
grant select on mediation.memorable_dates_ahead to palisade_member, palisade_service;
