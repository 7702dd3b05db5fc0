-- The cycle diary with the day of the cycle of each entry, counted when it is read: an earlier start that is entered
-- later moves it. Tenant: tenant_id. Computed under the reader's own policies: who sees no start sees no day.
set local role palisade_owner;

create view mediation.cycle_events_by_day
    with (security_invoker = true)
as
select event.tenant_id,
       event.id,
       event.tenant_id as relationship_id,
       event.owner_user_id,
       event.partner_id,
       event.event_type,
       event.event_date,
       event.visibility,
       event.symptoms,
       event.notes,
       event.logged_at,
       event.metadata,
       event.updated_at,
       (
           select event.event_date - start.event_date + 1
           from mediation.cycle_events as start
           where start.tenant_id = event.tenant_id
             and start.owner_user_id = event.owner_user_id
             and start.event_type = 'period_start'
             and start.event_date <= event.event_date
             and start.event_date > event.event_date - 90  -- older starts say nothing about a cycle
           order by start.event_date desc
           limit 1
       ) as cycle_day
from mediation.cycle_events as event;

comment on view mediation.cycle_events_by_day is 'Entries of the cycle diary, each with its day of the cycle.';
comment on column mediation.cycle_events_by_day.tenant_id is 'The couple''s tenant.';
comment on column mediation.cycle_events_by_day.id is 'Key of the entry.';
comment on column mediation.cycle_events_by_day.relationship_id is 'The couple; equal to tenant_id.';
comment on column mediation.cycle_events_by_day.owner_user_id is 'Whose cycle it is.';
comment on column mediation.cycle_events_by_day.partner_id is 'partner_a or partner_b: the owner''s slot.';
comment on column mediation.cycle_events_by_day.event_type is
    'period_start, period_end, ovulation, symptom_log or mood_log.';
comment on column mediation.cycle_events_by_day.event_date is 'Day of the event.';
comment on column mediation.cycle_events_by_day.visibility is 'private (its owner''s) or shared (both partners'').';
comment on column mediation.cycle_events_by_day.symptoms is 'Symptoms, such as cramps, mood_swings or headache.';
comment on column mediation.cycle_events_by_day.notes is 'What the person wrote about it.';
comment on column mediation.cycle_events_by_day.logged_at is 'When it was entered.';
comment on column mediation.cycle_events_by_day.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.cycle_events_by_day.updated_at is 'When the entry last changed.';
comment on column mediation.cycle_events_by_day.cycle_day is
    'Day of the cycle, 1 on the first day of the period; null without a start in the 90 days before.';

grant select on mediation.cycle_events_by_day to palisade_member, palisade_service;
