-- Two invented organizations of coaches: their people, clients, a year of sessions, and what was written after them.
-- Everything derives from hashes of readable keys, so that every load gives the same rows. Keys, beside those of 0010:
--   eNNNNNNN-0000-4000-8000-…      tenant and organization N (1 Lindqvist, 2 Praxis am Markt)
--   eNNNNNNN-0000-4000-8001-…M     user M: 1 the admin, 2 the analyst, from 101 (hex 65) the coaches
--   eNNNNNNN-0000-4000-8010-…M     coach M, from 1; 8011 sessions, 8012 clients, 8013 their parts in sessions,
--                                  8014 summaries, 8015 templates, 8016 follow-ups, 8017 and 8018 revisions
create function pg_temp.demo_key(organization integer, block text, number bigint) returns uuid language sql immutable
    return ('e' || lpad(organization::text, 7, '0') || '-0000-4000-' || block || '-' || lpad(to_hex(number), 12, '0'))::uuid;
create function pg_temp.demo_pick(options text[], seed text) returns text language sql immutable
    return options[1 + ('x' || left(md5(seed), 7))::bit(28)::integer % cardinality(options)];
create function pg_temp.demo_number(seed text, below integer) returns integer language sql immutable
    return ('x' || left(md5(seed), 7))::bit(28)::integer % below;

create temp table demo_organizations as
select row.*, pg_temp.demo_key(row.number, '8000', 0) as tenant_id
from (values
    (1, 'Lindqvist Leadership Coaching', 'Europe/Stockholm', 'en-GB', 'lindqvist.example',
     array['Birgitta Lindqvist', 'Emil Sandberg'], array['Maren Holt', 'Tomas Ek', 'Ines Duarte'], 8),
    (2, 'Praxis am Markt', 'Europe/Berlin', 'de-DE', 'praxis-am-markt.example',
     array['Ulrike Brenner', 'Kai Momsen'], array['Jule Hagen', 'Bastian Roth'], 6)
) as row (number, name, time_zone, language, domain, office, coaches, clients_each);

insert into core.tenants (id, kind, time_zone, default_language, created_at, updated_at)
select tenant_id, 'organization', time_zone, language, timestamptz '2025-11-03 09:00Z', timestamptz '2025-11-03 09:00Z'
from demo_organizations
on conflict do nothing;

create temp table demo_people as
select organization.number as organization, organization.tenant_id, organization.domain, organization.language,
       office.n as number, office.name, case office.n when 1 then 'admin' else 'analyst' end as role
from demo_organizations as organization
cross join lateral unnest(organization.office) with ordinality as office (name, n)
union all
select organization.number, organization.tenant_id, organization.domain, organization.language, 100 + coach.n, coach.name,
       'member'
from demo_organizations as organization
cross join lateral unnest(organization.coaches) with ordinality as coach (name, n);

insert into core.users (id, email, is_active, subscription_tier, last_login, created_at, updated_at)
select pg_temp.demo_key(organization, '8001', number), lower(replace(name, ' ', '.')) || '@' || domain, true, 'enterprise',
       timestamptz '2026-11-13 08:00Z' + number * interval '11 minutes', timestamptz '2025-11-04 10:00Z',
       timestamptz '2026-11-13 08:00Z' + number * interval '11 minutes'
from demo_people
on conflict do nothing;

insert into core.user_preferences (user_id, personality, presence_level, language, updated_at)
select pg_temp.demo_key(organization, '8001', number), 'coach', 'quiet', split_part(language, '-', 1),
       timestamptz '2025-11-05 10:00Z'
from demo_people
on conflict do nothing;

insert into core.memberships (tenant_id, user_id, role, display_name, created_at, updated_at)
select tenant_id, pg_temp.demo_key(organization, '8001', number), role, name, timestamptz '2025-11-04 10:00Z',
       timestamptz '2025-11-04 10:00Z'
from demo_people
on conflict do nothing;

insert into coaching.organizations (tenant_id, id, name, settings, created_at, updated_at)
select tenant_id, tenant_id, name, jsonb_build_object('session_minutes', 50, 'reminder_hours', 24),
       timestamptz '2025-11-03 09:00Z', timestamptz '2025-11-03 09:00Z'
from demo_organizations
on conflict do nothing;

insert into coaching.coaches (tenant_id, id, user_id, email, name, voice_profile, notification_preferences, last_login,
                              created_at, updated_at)
select tenant_id, pg_temp.demo_key(organization, '8010', number - 100), pg_temp.demo_key(organization, '8001', number),
       lower(replace(name, ' ', '.')) || '@' || domain, name,
       jsonb_build_object('tone', (array['warm', 'direct', 'playful'])[number - 100], 'length', 'short'),
       '{"email": true, "push": false}', timestamptz '2026-11-13 08:00Z' + number * interval '11 minutes',
       timestamptz '2025-11-04 10:00Z', timestamptz '2025-11-04 10:00Z'
from demo_people
where role = 'member'
on conflict do nothing;

create temp table demo_clients as
select organization.number as organization, organization.tenant_id, organization.language, coach.n as coach,
       (coach.n - 1) * organization.clients_each + client.n as number,
       case organization.number
           when 1 then (array['Agnes Berglund', 'Oliver Marsh', 'Saga Nyström', 'Declan Byrne', 'Hedda Falk', 'Samir Haddad',
               'Petra Novotny', 'Gustav Åkesson', 'Freya Collins', 'Linus Dahl', 'Amelie Roux', 'Callum Reid', 'Elin Forsberg',
               'Rohan Mehta', 'Sofia Lund', 'Viktor Sjöberg', 'Greta Holm', 'Jonah Pike', 'Alma Wikström', 'Marek Zielinski',
               'Thea Bakke', 'Nils Ohlin', 'Harriet Shaw', 'Leon Vasquez'])[(coach.n - 1) * 8 + client.n]
           else (array['Anke Sievers', 'Bernd Köster', 'Canan Aksoy', 'Dirk Wessel', 'Elke Runge', 'Florian Mertens',
               'Gesa Thoms', 'Holger Iben', 'Ivana Matic', 'Jochen Krull', 'Karla Stein', 'Lennart Voss'])[(coach.n - 1) * 6 + client.n]
       end as name
from demo_organizations as organization
cross join lateral generate_series(1, cardinality(organization.coaches)) as coach (n)
cross join lateral generate_series(1, organization.clients_each) as client (n);

insert into coaching.clients (tenant_id, id, coach_id, name, pseudonym, email, tags, engagement_score, created_at, updated_at)
select tenant_id, pg_temp.demo_key(organization, '8012', number), pg_temp.demo_key(organization, '8010', coach), name,
       'C-' || upper(left(md5('client ' || organization || ' ' || number), 10)),
       translate(lower(replace(name, ' ', '.')), 'äöüåÅéß', 'aouaaes') || '@mail.example',
       array[pg_temp.demo_pick('{leadership,career,burnout,founder,team}', 'tag' || organization || number),
             pg_temp.demo_pick('{new,returning,sponsored}', 'kind' || organization || number)],
       round((0.35 + pg_temp.demo_number('engaged' || organization || number, 60) / 100.0)::numeric, 2)::double precision,
       timestamptz '2025-12-01 10:00Z' + number * interval '3 days', timestamptz '2026-11-10 10:00Z'
from demo_clients
on conflict do nothing;

-- Every eight days each coach has a session: mostly with one client, every sixth with half of theirs.
create temp table demo_sessions as
select organization.number as organization, organization.tenant_id, organization.language, coach.n as coach, series.k,
       (coach.n - 1) * 40 + series.k as number, date '2026-01-12' + (series.k * 8 + coach.n)::integer as day,
       series.k % 6 = 0 as is_workshop
from demo_organizations as organization
cross join lateral generate_series(1, cardinality(organization.coaches)) as coach (n)
cross join generate_series(1, 38) as series (k);

create temp table demo_parts as
select session.organization, session.tenant_id, session.language, session.coach, session.number as session, session.day,
       session.is_workshop, client.number as client, client.name,
       session.number * 100 + client.number as number,
       'part ' || session.organization || ' ' || session.number || ' ' || client.number as seed
from demo_sessions as session
join demo_clients as client
    on client.organization = session.organization and client.coach = session.coach
   and case when session.is_workshop then (client.number + session.k / 6) % 2 = 0
            else client.number % case session.organization when 1 then 8 else 6 end
                 = session.k % case session.organization when 1 then 8 else 6 end end;

insert into coaching.sessions (tenant_id, id, coach_id, session_date, session_type, transcript_url, duration_minutes,
                               participant_count, processing_status, metadata, created_at, updated_at)
select session.tenant_id, pg_temp.demo_key(session.organization, '8011', session.number),
       pg_temp.demo_key(session.organization, '8010', session.coach), session.day,
       case when session.is_workshop then 'workshop' else 'individual' end,
       'transcripts/' || session.tenant_id || '/' || pg_temp.demo_key(session.organization, '8011', session.number) || '.json',
       case when session.is_workshop then 120 else 50 end, count(part.client),
       case when session.day > date '2026-11-08' then 'processing' else 'complete' end,
       jsonb_build_object('place', case when session.number % 3 = 0 then 'office' else 'video' end),
       session.day + time '15:00' at time zone 'UTC', session.day + time '16:30' at time zone 'UTC'
from demo_sessions as session
left join demo_parts as part on part.organization = session.organization and part.session = session.number
group by session.organization, session.tenant_id, session.coach, session.number, session.day, session.is_workshop
on conflict do nothing;

insert into coaching.client_sessions (tenant_id, id, client_id, session_id, speaking_time_seconds, engagement_level,
                                      breakthrough_detected, priority_score, created_at, updated_at)
select tenant_id, pg_temp.demo_key(organization, '8013', number), pg_temp.demo_key(organization, '8012', client),
       pg_temp.demo_key(organization, '8011', session),
       case when is_workshop then 300 else 1100 end + pg_temp.demo_number(seed || 'time', 600),
       pg_temp.demo_pick('{low,medium,medium,high}', seed || 'level'), pg_temp.demo_number(seed || 'break', 7) = 0,
       round((pg_temp.demo_number(seed || 'priority', 100) / 100.0)::numeric, 2)::double precision,
       day + time '15:00' at time zone 'UTC', day + time '16:30' at time zone 'UTC'
from demo_parts
on conflict do nothing;

-- What comes up, by language: each client has a theme that stays, in changing words.
create temp table demo_themes (language text, theme integer, part text, variant integer, text text);
insert into demo_themes values
    ('en-GB', 0, 'wins', 0, 'Handed the budget review to a deputy and did not take it back.'),
    ('en-GB', 0, 'wins', 1, 'Let the team run the planning day; two decisions were better than their own.'),
    ('en-GB', 0, 'challenges', 0, 'Still answers questions that belong to the team leads, mostly late at night.'),
    ('en-GB', 0, 'challenges', 1, 'Delegating feels like losing control as soon as a deadline gets close.'),
    ('en-GB', 0, 'advice', 0, 'Write down what "good enough" means before handing something over, then do not look for a week.'),
    ('en-GB', 0, 'action', 0, 'Choose one recurring task and give it away for good'),
    ('en-GB', 0, 'action', 1, 'Leave every second question in the team channel to others'),
    ('en-GB', 1, 'wins', 0, 'Had the conversation with the peer who keeps interrupting, and stayed calm.'),
    ('en-GB', 1, 'wins', 1, 'Said no to a third project without a long apology.'),
    ('en-GB', 1, 'challenges', 0, 'Avoids conflict with the managing director and rehearses the talk instead of having it.'),
    ('en-GB', 1, 'challenges', 1, 'Takes feedback on the presentation as a verdict on the person.'),
    ('en-GB', 1, 'advice', 0, 'Name the observation, the effect and the wish; stop talking after the third sentence.'),
    ('en-GB', 1, 'action', 0, 'Ask the director for fifteen minutes before Friday'),
    ('en-GB', 1, 'action', 1, 'Note three moments of irritation and what was wished for in each'),
    ('en-GB', 2, 'wins', 0, 'Slept seven hours on five nights and noticed the difference in meetings.'),
    ('en-GB', 2, 'wins', 1, 'Closed the laptop at six twice, and nothing burned down.'),
    ('en-GB', 2, 'challenges', 0, 'Signs of exhaustion remain: headaches on Sunday, short temper on Monday.'),
    ('en-GB', 2, 'challenges', 1, 'Running two roles at once leaves no time to think.'),
    ('en-GB', 2, 'advice', 0, 'Protect the walk at lunch as if it were a customer; recovery is part of the work.'),
    ('en-GB', 2, 'action', 0, 'Two evenings a week without messages'),
    ('en-GB', 2, 'action', 1, 'Talk to the doctor about the headaches'),
    ('de-DE', 0, 'wins', 0, 'Hat die Teamrunde abgegeben und sich nicht eingemischt.'),
    ('de-DE', 0, 'wins', 1, 'Eine schwierige Entscheidung getroffen, ohne drei Leute zu fragen.'),
    ('de-DE', 0, 'challenges', 0, 'Kontrolliert weiterhin jede Rechnung selbst, aus Sorge vor Fehlern.'),
    ('de-DE', 0, 'challenges', 1, 'Die Gespräche mit der Gesellschafterin werden immer wieder verschoben.'),
    ('de-DE', 0, 'advice', 0, 'Vor der Übergabe festhalten, woran man ein gutes Ergebnis erkennt; danach loslassen.'),
    ('de-DE', 0, 'action', 0, 'Eine Aufgabe endgültig abgeben'),
    ('de-DE', 0, 'action', 1, 'Termin mit der Gesellschafterin vereinbaren'),
    ('de-DE', 1, 'wins', 0, 'Zum ersten Mal Nein gesagt, freundlich und ohne Begründung.'),
    ('de-DE', 1, 'wins', 1, 'Das Gehaltsgespräch geführt und bekommen, was fair ist.'),
    ('de-DE', 1, 'challenges', 0, 'Der innere Kritiker meldet sich nach jeder Präsentation.'),
    ('de-DE', 1, 'challenges', 1, 'Schläft schlecht vor Terminen mit der Geschäftsführung.'),
    ('de-DE', 1, 'advice', 0, 'Drei Sätze genügen: Beobachtung, Wirkung, Wunsch. Danach Stille aushalten.'),
    ('de-DE', 1, 'action', 0, 'Nach jeder Präsentation zwei gelungene Stellen notieren'),
    ('de-DE', 1, 'action', 1, 'Abends vor Terminen kein Bildschirm nach neun');

create temp table demo_summaries as
select part.*, pg_temp.demo_key(part.organization, '8014', part.number) as id,
       pg_temp.demo_number(part.seed || 'history', 3) as history,
       said.wins, said.challenges, said.advice, said.actions
from demo_parts as part
cross join lateral (
    select max(text) filter (where theme.part = 'wins' and theme.variant = pg_temp.demo_number(part.seed || 'w', 2)) as wins,
           max(text) filter (where theme.part = 'challenges' and theme.variant = pg_temp.demo_number(part.seed || 'c', 2)) as challenges,
           max(text) filter (where theme.part = 'advice') as advice,
           jsonb_agg(jsonb_build_object('text', text, 'done', false) order by variant) filter (where theme.part = 'action') as actions
    from demo_themes as theme
    where theme.language = part.language
      and theme.theme = part.client % case part.language when 'en-GB' then 3 else 2 end
) as said
where part.day <= date '2026-11-08';

insert into coaching.summaries (tenant_id, id, client_session_id, language, wins, challenges, action_items,
                                coach_recommendations, ai_version, coach_edited_version, revision, approved_at, created_at,
                                updated_at)
select tenant_id, id, pg_temp.demo_key(organization, '8013', number), language, wins, challenges, actions, advice,
       wins || ' ' || challenges, case when history > 0 then wins || e'\n' || challenges || e'\n' || advice end,
       case when history > 0 then 2 else 1 end,
       case when history > 0 then day + time '19:00' at time zone 'UTC' end,
       day + time '17:00' at time zone 'UTC', day + time '19:00' at time zone 'UTC'
from demo_summaries
on conflict do nothing;

-- The trigger kept the words as they are now; the machine's draft before the coach's changes is added here.
update coaching.summary_revisions as kept
set id = pg_temp.demo_key(summary.organization, '8018', summary.number),
    saved_by = case when kept.revision = 2 then 'coach' else 'service' end,
    created_at = summary.day + case when kept.revision = 2 then time '19:00' else time '17:00' end at time zone 'UTC'
from demo_summaries as summary
where kept.tenant_id = summary.tenant_id and kept.summary_id = summary.id
  and kept.id <> pg_temp.demo_key(summary.organization, '8017', summary.number);

insert into coaching.summary_revisions (tenant_id, id, summary_id, coach_id, client_id, revision, saved_by, wins, challenges,
                                        action_items, coach_recommendations, ai_version, created_at)
select tenant_id, pg_temp.demo_key(organization, '8017', number), id, pg_temp.demo_key(organization, '8010', coach),
       pg_temp.demo_key(organization, '8012', client), 1, 'service', wins, challenges, actions, advice,
       wins || ' ' || challenges, day + time '17:00' at time zone 'UTC'
from demo_summaries
where history > 0
on conflict do nothing;

update coaching.client_coaches as known
set created_at = met.day + time '15:00' at time zone 'UTC'
from (select tenant_id, organization, client, coach, min(day) as day from demo_parts group by 1, 2, 3, 4) as met
where known.tenant_id = met.tenant_id and known.client_id = pg_temp.demo_key(met.organization, '8012', met.client)
  and known.coach_id = pg_temp.demo_key(met.organization, '8010', met.coach);

insert into coaching.templates (tenant_id, id, coach_id, name, type, workshop_type, content, is_default, created_at, updated_at)
select organization.tenant_id, pg_temp.demo_key(organization.number, '8015', template.n),
       case when template.coach > 0 then pg_temp.demo_key(organization.number, '8010', template.coach) end, template.name,
       template.type, template.workshop, template.content, template.is_default, timestamptz '2025-12-02 09:00Z',
       timestamptz '2025-12-02 09:00Z'
from demo_organizations as organization
join (values
    (1, 'en-GB', 0, 'After a session', 'follow_up', null, true,
     e'Dear {{client_name}},\n\nthank you for today. What I take from it: {{wins}}\n\nUntil next time,\n{{coach_name}}'),
    (2, 'en-GB', 0, 'After a workshop', 'follow_up', 'leadership', false,
     e'Dear {{client_name}},\n\nthank you for taking part. Your next step: {{coach_recommendations}}\n\n{{coach_name}}'),
    (3, 'en-GB', 1, 'Gentle reminder', 'reminder', null, true,
     e'Dear {{client_name}},\n\nhow did it go with what you meant to try? A line is enough.\n\n{{coach_name}}'),
    (4, 'en-GB', 2, 'Straight to the point', 'follow_up', null, true,
     e'{{client_name}}, one thing from today: {{coach_recommendations}}\n{{coach_name}}'),
    (1, 'de-DE', 0, 'Nach der Sitzung', 'follow_up', null, true,
     e'Guten Tag {{client_name}},\n\ndanke für heute. Was ich mitnehme: {{wins}}\n\nHerzlich\n{{coach_name}}'),
    (2, 'de-DE', 1, 'Erinnerung', 'reminder', null, true,
     e'Guten Tag {{client_name}},\n\nwie ist es Ihnen mit Ihrem Vorhaben ergangen?\n\n{{coach_name}}')
) as template (n, language, coach, name, type, workshop, is_default, content) on template.language = organization.language
on conflict do nothing;

insert into coaching.follow_ups (tenant_id, id, summary_id, template_id, subject, body, status, scheduled_for, sent_at,
                                 created_at, updated_at)
select summary.tenant_id, pg_temp.demo_key(summary.organization, '8016', summary.number), summary.id,
       pg_temp.demo_key(summary.organization, '8015', 1),
       case summary.language when 'en-GB' then 'After our session on ' || to_char(summary.day, 'FMDD Month')
                             else 'Nach unserer Sitzung am ' || to_char(summary.day, 'DD.MM.') end,
       replace(replace(replace(template.content, '{{client_name}}', split_part(summary.name, ' ', 1)), '{{wins}}', summary.wins),
           '{{coach_name}}', coach.name),
       case when summary.day > date '2026-10-25' then 'scheduled' when summary.history = 1 then 'sent' else 'draft' end,
       summary.day + 1 + time '07:00' at time zone 'UTC',
       case when summary.day <= date '2026-10-25' and summary.history = 1 then summary.day + 1 + time '07:00' at time zone 'UTC' end,
       summary.day + time '19:10' at time zone 'UTC', summary.day + time '19:10' at time zone 'UTC'
from demo_summaries as summary
join coaching.templates as template
    on template.tenant_id = summary.tenant_id and template.id = pg_temp.demo_key(summary.organization, '8015', 1)
join coaching.coaches as coach
    on coach.tenant_id = summary.tenant_id and coach.id = pg_temp.demo_key(summary.organization, '8010', summary.coach)
where summary.history > 0
on conflict do nothing;

drop table pg_temp.demo_organizations, pg_temp.demo_people, pg_temp.demo_clients, pg_temp.demo_sessions, pg_temp.demo_parts,
    pg_temp.demo_themes, pg_temp.demo_summaries;
drop function pg_temp.demo_key(integer, text, bigint), pg_temp.demo_pick(text[], text), pg_temp.demo_number(text, integer);

-- The planner should know the new rows at once.
analyze core.memberships, coaching.coaches, coaching.clients, coaching.sessions, coaching.client_sessions,
        coaching.client_coaches, coaching.summaries, coaching.summary_revisions, coaching.templates, coaching.follow_ups;
