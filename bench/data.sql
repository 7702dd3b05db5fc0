-- Data for the benchmarks: 200 tenants with 20 trainees and 1,000 sessions each; two voices and scores of every session.
-- Ids are computed, so that a load generator can make them: tenant t, session s of it.
begin;
-- Triggers would compute per row what is written here; the rollups are counted at the end.
set local session_replication_role = replica;

create function pg_temp.id(kind text, tenant int, number int) returns uuid language sql immutable as $$
    select (kind || lpad(to_hex(tenant), 7, '0') || '-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid
$$;

insert into core.tenants (id, kind, status, time_zone, default_language)
select pg_temp.id('a', t, 0), 'company', 'active', 'Europe/Berlin', 'de' from generate_series(1, 200) as t;

insert into core.users (id, email)
select pg_temp.id('b', t, u), 'user' || u || '@tenant' || t || '.example'
from generate_series(1, 200) as t, generate_series(0, 20) as u;

insert into core.memberships (tenant_id, user_id, role, status, display_name)
select pg_temp.id('a', t, 0), pg_temp.id('b', t, u), case u when 0 then 'admin' else 'member' end, 'active',
    'Person ' || u
from generate_series(1, 200) as t, generate_series(0, 20) as u;

insert into training.companies (tenant_id, id, name)
select pg_temp.id('a', t, 0), pg_temp.id('a', t, 0), 'Company ' || t from generate_series(1, 200) as t;

insert into training.trainees (tenant_id, id, user_id, email, full_name, pseudonym, team, language)
select pg_temp.id('a', t, 0), pg_temp.id('c', t, u), pg_temp.id('b', t, u), 'user' || u || '@tenant' || t || '.example',
    'Person ' || u || ' of ' || t, 'P-' || t || '-' || u, 'Team ' || u % 4, 'de'
from generate_series(1, 200) as t, generate_series(1, 20) as u;

insert into training.sessions (tenant_id, id, trainee_id, title, status, started_at, ended_at, duration_seconds)
select pg_temp.id('a', t, 0), pg_temp.id('d', t, s), pg_temp.id('c', t, 1 + s % 20),
    'Session ' || s || ' about objections and closing', (array['completed', 'analyzed'])[1 + s % 2],
    timestamptz '2026-01-01 08:00:00+00' + s * interval '7 hours 13 minutes' + t * interval '17 seconds',
    timestamptz '2026-01-01 08:20:00+00' + s * interval '7 hours 13 minutes' + t * interval '17 seconds', 1200
from generate_series(1, 200) as t, generate_series(1, 1000) as s;

insert into training.session_analytics (
    tenant_id, id, session_id, trainee_id, overall_score, talk_time_ratio, filler_words_count, speaking_pace_wpm,
    sentiment_score, opening_score, questioning_score, objection_handling_score, closing_score, session_date,
    session_hour)
select pg_temp.id('a', t, 0), pg_temp.id('e', t, s), pg_temp.id('d', t, s), pg_temp.id('c', t, 1 + s % 20),
    (s * 7 + t) % 101, 0.5, s % 30, 120 + s % 40, 0.25, s % 101, (s * 3) % 101, (s * 5) % 101, (s * 11) % 101,
    began.at::date, extract(hour from began.at)
from generate_series(1, 200) as t, generate_series(1, 1000) as s
cross join lateral (select (timestamptz '2026-01-01 08:00:00+00' + s * interval '7 hours 13 minutes'
                            + t * interval '17 seconds') at time zone 'Europe/Berlin' as at) as began;

insert into training.session_participants (tenant_id, id, session_id, trainee_id, speaker, kind, display_name,
                                           talk_time_seconds)
select pg_temp.id('a', t, 0), pg_temp.id('f', t, 2 * s + v), pg_temp.id('d', t, s), pg_temp.id('c', t, 1 + s % 20),
    'voice ' || v, (array['trainee', 'ai_persona'])[1 + v], 'Voice ' || v || ' of session ' || s, 400 + s % 200
from generate_series(1, 200) as t, generate_series(1, 1000) as s, generate_series(0, 1) as v;
\ir ../demo/scale/0030_rollups.sql
select pg_temp.scale_rollups(array(select pg_temp.id('a', t, 0) from generate_series(1, 200) as t));
select pg_temp.scale_verify(pg_temp.id('a', 1, 0));  -- they would be wrong for all tenants alike
commit;
vacuum (analyze);
