-- Moments of intimacy with what was before them, computed when they are read: an entry that is made later moves them.
-- Tenant: tenant_id. Computed under the reader's own policies, so that a day of the cycle shows only to whom the
-- partner's diary shows.
set local role palisade_owner;

create view mediation.intimacy_events_in_context
    with (security_invoker = true)
as
select event.tenant_id,
       event.id,
       event.tenant_id as relationship_id,
       event.occurred_at,
       event.initiator_partner_id,
       event.is_encrypted,
       event.metadata,
       event.created_at,
       day.value - (
           select (before.occurred_at at time zone tenant.time_zone)::date
           from mediation.intimacy_events as before
           where before.tenant_id = event.tenant_id
             and (before.occurred_at, before.id) < (event.occurred_at, event.id)
           order by before.occurred_at desc, before.id desc
           limit 1
       ) as days_since_last_event,
       day.value - (
           select (conflict.started_at at time zone tenant.time_zone)::date
           from mediation.conflicts as conflict
           where conflict.tenant_id = event.tenant_id and conflict.started_at <= event.occurred_at
           order by conflict.started_at desc, conflict.id desc
           limit 1
       ) as days_since_last_conflict,
       day.value - (
           select start.event_date
           from mediation.cycle_events as start
           where start.tenant_id = event.tenant_id
             and start.event_type = 'period_start'
             and start.event_date <= day.value
             and start.event_date > day.value - 90  -- older starts say nothing about a cycle
           order by start.event_date desc
           limit 1
       ) + 1 as cycle_day
from mediation.intimacy_events as event
join core.tenants as tenant on tenant.id = event.tenant_id
cross join lateral (select (event.occurred_at at time zone tenant.time_zone)::date as value) as day;

comment on view mediation.intimacy_events_in_context is 'Moments of intimacy, each with what was before it.';
comment on column mediation.intimacy_events_in_context.tenant_id is 'The couple''s tenant.';
comment on column mediation.intimacy_events_in_context.id is 'Key of the entry.';
comment on column mediation.intimacy_events_in_context.relationship_id is 'The couple; equal to tenant_id.';
comment on column mediation.intimacy_events_in_context.occurred_at is 'When it was.';
comment on column mediation.intimacy_events_in_context.initiator_partner_id is 'Who began it; null where both did.';
comment on column mediation.intimacy_events_in_context.is_encrypted is
    'Whether the metadata holds a text that only the partners'' devices can read.';
comment on column mediation.intimacy_events_in_context.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.intimacy_events_in_context.created_at is 'When the row was made.';
comment on column mediation.intimacy_events_in_context.days_since_last_event is
    'Days since the moment before, in the couple''s time zone; null for the first.';
comment on column mediation.intimacy_events_in_context.days_since_last_conflict is
    'Days since the last conflict began, in the couple''s time zone; null without one.';
comment on column mediation.intimacy_events_in_context.cycle_day is
    'Day of the partner''s cycle, as far as the reader may see that diary; null otherwise.';

grant select on mediation.intimacy_events_in_context to palisade_member, palisade_service;
