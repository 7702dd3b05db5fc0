-- Companies, trainees, and over two years their sessions with voices, scores and rollups.
-- Parts of keys: 8002 trainee, 8003 session, 8004 scores, 8005 voice.
create function pg_temp.scale_companies() returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    insert into training.companies (tenant_id, id, name, industry, country_code, created_at, updated_at)
    select pg_temp.scale_key('b', number, '8000', 0), pg_temp.scale_key('b', number, '8000', 0), 'Company ' || number,
           pg_temp.scale_pick('{Insurance,Software,Retail,Energy,Travel}', number), 'DE',
           timestamptz '2024-11-01 09:00Z', timestamptz '2024-11-01 09:00Z'
    from scale_tenants
    where kind = 'b';

    insert into training.trainees (tenant_id, id, user_id, email, full_name, pseudonym, team, job_title, hired_on,
                                   created_at, updated_at)
    select membership.tenant_id, pg_temp.scale_key('b', tenant.number, '8002', person), membership.user_id,
           'person' || person || '@b' || tenant.number || '.scale.example', membership.display_name, 'T-' || person,
           'Team ' || person % greatest(4, tenant.people / 20),
           pg_temp.scale_pick('{Consultant,Account manager,Team lead}', person), date '2020-01-01' + person % 1500,
           timestamptz '2024-11-01 10:00Z', timestamptz '2024-11-01 10:00Z'
    from scale_tenants as tenant
    cross join generate_series(1, tenant.people) as person
    join core.memberships as membership
        on membership.tenant_id = pg_temp.scale_key('b', tenant.number, '8000', 0)
       and membership.user_id = pg_temp.scale_key('b', tenant.number, '8001', person)
    where tenant.kind = 'b';
end
$$;

-- Sessions `low` to `high` of the companies from `first` to `last`. Number 1 is the oldest.
create function pg_temp.scale_sessions(first integer, last integer, low integer, high integer) returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    create temp table scale_batch on commit drop as
    select tenant.number as company, s, tenant.number * 1000000::bigint + s as seed, 1 + s % tenant.people as trainee,
           timestamptz '2024-11-16 08:00Z' + s * (interval '730 days' / tenant.records) as started_at,
           300 + pg_temp.scale_draw(tenant.number * 1000000::bigint + s, 1800) as seconds
    from scale_tenants as tenant
    cross join generate_series(low, least(high, tenant.records)) as s
    where tenant.kind = 'b' and tenant.number between first and last;

    insert into training.sessions (tenant_id, id, trainee_id, title, status, started_at, ended_at, duration_seconds,
                                   minute_cost, processing_status, created_at, updated_at)
    select pg_temp.scale_key('b', company, '8000', 0), pg_temp.scale_key('b', company, '8003', s),
           pg_temp.scale_key('b', company, '8002', trainee),
           pg_temp.scale_pick('{Price objection,First call,Renewal,Complaint,Cross-selling,Closing,Needs analysis,Hand-over}',
               pg_temp.scale_draw(seed, 8)) || ', round ' || 1 + s / 100,
           pg_temp.scale_pick('{completed,analyzed,analyzed,analyzed,analyzed,analyzed,completed,analyzed,archived,analyzed}',
               pg_temp.scale_draw(seed, 10)),
           started_at, started_at + seconds * interval '1 second', seconds, round(seconds / 60.0, 4), 'complete',
           started_at, started_at + seconds * interval '1 second'
    from scale_batch;

    insert into training.session_participants (tenant_id, id, session_id, trainee_id, speaker, kind, display_name,
                                               talk_time_seconds, created_at)
    select pg_temp.scale_key('b', company, '8000', 0), pg_temp.scale_key('b', company, '8005', 2 * s + voice),
           pg_temp.scale_key('b', company, '8003', s), pg_temp.scale_key('b', company, '8002', trainee),
           'voice ' || 1 + voice, case voice when 0 then 'trainee' else 'ai_persona' end,
           case voice when 0 then 'Trainee ' || trainee else 'Customer ' || s % 50 end,
           seconds * (45 + pg_temp.scale_draw(seed, 10)) / 200 * (voice + 1), started_at
    from scale_batch
    cross join generate_series(0, 1) as voice;

    -- The day and hour are the tenant's, as the trigger has them.
    insert into training.session_analytics (tenant_id, id, session_id, trainee_id, overall_score, talk_time_ratio,
                                            filler_words_count, speaking_pace_wpm, sentiment_score, opening_score,
                                            questioning_score, objection_handling_score, closing_score, session_date,
                                            session_hour, created_at, updated_at)
    select pg_temp.scale_key('b', company, '8000', 0), pg_temp.scale_key('b', company, '8004', s),
           pg_temp.scale_key('b', company, '8003', s), pg_temp.scale_key('b', company, '8002', trainee),
           40 + pg_temp.scale_draw(seed, 60), (30 + pg_temp.scale_draw(seed + 1, 40)) / 100.0,
           pg_temp.scale_draw(seed + 2, 30), 110 + pg_temp.scale_draw(seed + 3, 60),
           (pg_temp.scale_draw(seed + 4, 200) - 100) / 100.0, 40 + pg_temp.scale_draw(seed + 5, 60),
           40 + pg_temp.scale_draw(seed + 6, 60), 40 + pg_temp.scale_draw(seed + 7, 60),
           40 + pg_temp.scale_draw(seed + 8, 60), (started_at at time zone 'Europe/Berlin')::date,
           extract(hour from started_at at time zone 'Europe/Berlin'), started_at, started_at
    from scale_batch;
end
$$;
