-- Two more invented companies, small ones, each with a session that is running right now and pieces of its transcript.
-- Keys as in 0010 and 0020: companies c0000004 (Fjordlink) and c0000005 (Kestrel), users, trainees and sessions by number;
-- 8006 transcripts, 8009 scores, 800a pieces, 800b readings.
create function pg_temp.demo_key(company integer, block text, number bigint) returns uuid language sql immutable
    return ('c' || lpad(company::text, 7, '0') || '-0000-4000-' || block || '-' || lpad(to_hex(number), 12, '0'))::uuid;

create temp table demo_companies as
select row.*, pg_temp.demo_key(row.number, '8000', 0) as tenant_id
from (values
    (4, 'Fjordlink Telecom', 'Telecommunications', 'NO', 'Europe/Oslo', 'fjordlink.example',
     array['Sigrid Aas', 'Henning Moe'], array['Ingrid Solberg', 'Lars Hagen', 'Nora Lie', 'Amir Jafari', 'Tuva Berg', 'Per Nygaard']),
    (5, 'Kestrel Home Energy', 'Energy', 'GB', 'Europe/London', 'kestrel.example',
     array['Gemma Thorne', 'Ravi Chandra'], array['Poppy Whelan', 'Callum Frost', 'Aisha Bello', 'Ewan Pryce', 'Lily Tranter', 'Zack Moyle'])
) as row (number, name, industry, country_code, time_zone, domain, office, trainees);

create temp table demo_people as
select company.number as company, company.tenant_id, company.domain, office.n as number, office.name,
       case office.n when 1 then 'admin' else 'analyst' end as role
from demo_companies as company
cross join lateral unnest(company.office) with ordinality as office (name, n)
union all
select company.number, company.tenant_id, company.domain, 100 + person.n, person.name, 'member'
from demo_companies as company
cross join lateral unnest(company.trainees) with ordinality as person (name, n);

insert into core.tenants (id, kind, time_zone, default_language, created_at, updated_at)
select tenant_id, 'company', time_zone, 'en-GB', timestamptz '2026-08-03 09:00Z', timestamptz '2026-08-03 09:00Z'
from demo_companies
on conflict do nothing;

insert into core.users (id, email, is_active, subscription_tier, created_at, updated_at)
select pg_temp.demo_key(company, '8001', number), lower(replace(name, ' ', '.')) || '@' || domain, true, 'enterprise',
       timestamptz '2026-08-04 09:00Z', timestamptz '2026-08-04 09:00Z'
from demo_people
on conflict do nothing;

insert into core.memberships (tenant_id, user_id, role, display_name, created_at, updated_at)
select tenant_id, pg_temp.demo_key(company, '8001', number), role, name, timestamptz '2026-08-04 09:00Z',
       timestamptz '2026-08-04 09:00Z'
from demo_people
on conflict do nothing;

insert into training.companies (tenant_id, id, name, industry, country_code, admin_reads_transcripts, created_at, updated_at)
select tenant_id, tenant_id, name, industry, country_code, true, timestamptz '2026-08-03 09:00Z', timestamptz '2026-08-03 09:00Z'
from demo_companies
on conflict do nothing;

insert into training.trainees (tenant_id, id, user_id, email, full_name, pseudonym, team, language, created_at, updated_at)
select tenant_id, pg_temp.demo_key(company, '8002', number - 100), pg_temp.demo_key(company, '8001', number),
       lower(replace(name, ' ', '.')) || '@' || domain, name,
       'T-' || upper(left(md5('pseudonym ' || company || ' ' || number), 10)), 'Service', 'en-GB',
       timestamptz '2026-08-04 09:00Z', timestamptz '2026-08-04 09:00Z'
from demo_people
where role = 'member'
on conflict do nothing;

-- Finished ones, weekly; and number 1000, which runs.
insert into training.sessions (tenant_id, id, trainee_id, title, status, started_at, ended_at, duration_seconds, minute_cost,
                               processing_status, created_at, updated_at)
select company.tenant_id, pg_temp.demo_key(company.number, '8003', trainee.n * 20 + week.n),
       pg_temp.demo_key(company.number, '8002', trainee.n), 'First call of a new customer', 'analyzed', at.started,
       at.started + interval '6 minutes', 360, 6, 'complete', at.started, at.started + interval '6 minutes'
from demo_companies as company
cross join generate_series(1, 6) as trainee (n)
cross join generate_series(1, 10) as week (n)
cross join lateral (select timestamptz '2026-09-01 08:00Z' + week.n * interval '7 days' + trainee.n * interval '40 minutes') as at (started)
on conflict do nothing;

insert into training.session_analytics (tenant_id, id, session_id, overall_score, talk_time_ratio, created_at, updated_at)
select session.tenant_id, overlay(session.id::text placing '8009' from 20 for 4)::uuid, session.id,
       50 + ('x' || left(md5('score ' || session.id), 4))::bit(16)::integer % 40, 0.55, session.ended_at, session.ended_at
from training.sessions as session
join demo_companies as company on company.tenant_id = session.tenant_id
where session.status = 'analyzed'
on conflict do nothing;

insert into training.sessions (tenant_id, id, trainee_id, title, status, started_at, created_at, updated_at)
select tenant_id, pg_temp.demo_key(number, '8003', 1000), pg_temp.demo_key(number, '8002', 1),
       case number when 4 then 'Moving house, keeping the line' else 'Meter readings that do not add up' end, 'active',
       timestamptz '2026-11-16 09:00Z', timestamptz '2026-11-16 09:00Z', timestamptz '2026-11-16 09:00Z'
from demo_companies
on conflict do nothing;

insert into training.transcripts (tenant_id, id, session_id, content, structured_content, language, confidence_score,
                                  word_count, created_at, updated_at)
select company.tenant_id, pg_temp.demo_key(company.number, '8006', 21), pg_temp.demo_key(company.number, '8003', 21),
       line.text, jsonb_build_array(jsonb_build_object('speaker', 'customer', 'start_ms', 0, 'end_ms', 4200, 'text', line.text)),
       'en-GB', 0.93, cardinality(string_to_array(line.text, ' ')), timestamptz '2026-09-08 09:00Z', timestamptz '2026-09-08 09:00Z'
from demo_companies as company
cross join lateral (select case company.number when 4 then 'My fibre has been down since the storm on Tuesday.'
                                               else 'The boiler cover renewed itself and nobody told me.' end) as line (text)
union all
select tenant_id, pg_temp.demo_key(number, '8006', 1000), pg_temp.demo_key(number, '8003', 1000), null, '[]', 'en-GB', null, 0,
       timestamptz '2026-11-16 09:00Z', timestamptz '2026-11-16 09:00Z'
from demo_companies
on conflict do nothing;

insert into training.transcript_chunks (tenant_id, id, transcript_id, client_key, speaker, start_ms, end_ms, text, received_at)
select company.tenant_id, pg_temp.demo_key(company.number, '800a', line.n), pg_temp.demo_key(company.number, '8006', 1000),
       'demo-' || company.number || '-' || line.n, case line.n % 2 when 1 then 'trainee' else 'customer' end,
       ((line.n - 1) * 5000)::integer, (line.n * 5000 - 400)::integer, line.text,
       timestamptz '2026-11-16 09:00Z' + line.n * interval '5 seconds'
from demo_companies as company
cross join lateral unnest(case company.number
    when 4 then array['Fjordlink, good morning, this is Ingrid. How can I help?',
                      'We are moving on Friday and I was told we would be without internet for three weeks.',
                      'Three weeks would be far too long. May I have the new address, please?',
                      'Havnegata 14, second floor.']
    else array['Kestrel Home Energy, Poppy speaking. What can I do for you today?',
               'You have charged me for six hundred units. I have been away since August.',
               'That does not sound right at all. Do you have the reading on your meter to hand?']
    end) with ordinality as line (text, n)
order by company.number, line.n
on conflict do nothing;

insert into training.transcript_readings (tenant_id, id, transcript_id, trainee_id, reader_user_id, reason, read_at)
select tenant_id, pg_temp.demo_key(number, '800b', 1), pg_temp.demo_key(number, '8006', 21), pg_temp.demo_key(number, '8002', 1),
       pg_temp.demo_key(number, '8001', 1),
       case number when 4 then 'The trainee asked for a second opinion on this call.'
                   else 'Complaint 2026-114: the customer says no notice was given.' end,
       timestamptz '2026-09-10 10:15Z'
from demo_companies
on conflict do nothing;

drop table pg_temp.demo_companies, pg_temp.demo_people;
drop function pg_temp.demo_key(integer, text, bigint);
analyze training.trainees, training.sessions, training.transcripts, training.transcript_chunks, training.session_analytics,
        training.transcript_readings, training.trainee_daily, training.company_daily;
