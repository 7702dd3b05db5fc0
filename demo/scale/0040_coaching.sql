-- Coaching organizations: coaches, ten clients each, sessions with one client, and a summary of each.
-- Parts of keys: 8010 coach, 8011 session, 8012 client, 8013 client in a session, 8014 summary, 8018 its first words.
create function pg_temp.scale_organizations() returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    insert into coaching.organizations (tenant_id, id, name, created_at, updated_at)
    select pg_temp.scale_key('9', number, '8000', 0), pg_temp.scale_key('9', number, '8000', 0),
           'Coaching house ' || number, timestamptz '2024-11-01 09:00Z', timestamptz '2024-11-01 09:00Z'
    from scale_tenants
    where kind = '9';

    insert into coaching.coaches (tenant_id, id, user_id, email, name, created_at, updated_at)
    select membership.tenant_id, pg_temp.scale_key('9', tenant.number, '8010', person), membership.user_id,
           'person' || person || '@9' || tenant.number || '.scale.example', membership.display_name,
           timestamptz '2024-11-01 10:00Z', timestamptz '2024-11-01 10:00Z'
    from scale_tenants as tenant
    cross join generate_series(1, tenant.people) as person
    join core.memberships as membership
        on membership.tenant_id = pg_temp.scale_key('9', tenant.number, '8000', 0)
       and membership.user_id = pg_temp.scale_key('9', tenant.number, '8001', person)
    where tenant.kind = '9';

    insert into coaching.clients (tenant_id, id, coach_id, name, pseudonym, tags, engagement_score, created_at, updated_at)
    select pg_temp.scale_key('9', number, '8000', 0), pg_temp.scale_key('9', number, '8012', client),
           pg_temp.scale_key('9', number, '8010', 1 + client % people), 'Client ' || client, 'C-' || client,
           array[pg_temp.scale_pick('{leadership,career,burnout,founder,team}', client)],
           pg_temp.scale_draw(client, 100) / 100.0, timestamptz '2024-11-02 10:00Z', timestamptz '2024-11-02 10:00Z'
    from scale_tenants
    cross join generate_series(1, people * 10) as client
    where kind = '9';
end
$$;

create function pg_temp.scale_summaries(first integer, last integer, low integer, high integer) returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    create temp table scale_batch on commit drop as
    select number as organization, pg_temp.scale_key('9', number, '8000', 0) as tenant_id, s,
           number * 1000000::bigint + s as seed, 1 + s % (people * 10) as client,
           1 + (1 + s % (people * 10)) % people as coach, date '2024-11-18' + (s * 720::bigint / records)::integer as day
    from scale_tenants
    cross join generate_series(low, least(high, records)) as s
    where kind = '9' and number between first and last;

    insert into coaching.sessions (tenant_id, id, coach_id, session_date, session_type, duration_minutes,
                                   participant_count, processing_status, created_at, updated_at)
    select tenant_id, pg_temp.scale_key('9', organization, '8011', s), pg_temp.scale_key('9', organization, '8010', coach),
           day, 'individual', 50, 1, 'complete', day + time '15:00' at time zone 'UTC', day + time '16:30' at time zone 'UTC'
    from scale_batch;

    insert into coaching.client_sessions (tenant_id, id, client_id, session_id, coach_id, speaking_time_seconds,
                                          engagement_level, priority_score, created_at, updated_at)
    select tenant_id, pg_temp.scale_key('9', organization, '8013', s), pg_temp.scale_key('9', organization, '8012', client),
           pg_temp.scale_key('9', organization, '8011', s), pg_temp.scale_key('9', organization, '8010', coach),
           900 + pg_temp.scale_draw(seed, 900), pg_temp.scale_pick('{low,medium,medium,high}', pg_temp.scale_draw(seed, 4)),
           pg_temp.scale_draw(seed, 100) / 100.0, day + time '15:00' at time zone 'UTC', day + time '16:30' at time zone 'UTC'
    from scale_batch;

    insert into coaching.summaries (tenant_id, id, client_session_id, coach_id, client_id, language, wins, challenges,
                                    action_items, coach_recommendations, created_at, updated_at)
    select tenant_id, pg_temp.scale_key('9', organization, '8014', s), pg_temp.scale_key('9', organization, '8013', s),
           pg_temp.scale_key('9', organization, '8010', coach), pg_temp.scale_key('9', organization, '8012', client), 'en-US',
           pg_temp.scale_pick('{Handed the budget review to a deputy,Let the team run the planning day,'
               'Said no to a third project,Closed the laptop at six twice,Had the difficult conversation with a peer,'
               'Slept seven hours on five nights,Presented without notes,Asked for help early}', pg_temp.scale_draw(seed, 8))
               || ' during the ' || pg_temp.scale_pick('{Aurora,Basalt,Cobalt,Delta,Ember,Fjord,Granite,Harbor,Indigo,Juniper,'
               'Kestrel,Lagoon,Meridian,Nebula,Orchid,Pioneer,Quartz,Ridge,Summit,Tundra}', pg_temp.scale_draw(seed + 1, 20))
               || ' rollout of week ' || pg_temp.scale_draw(seed + 2, 400) || '.',
           pg_temp.scale_pick('{Delegating feels like losing control,Avoids conflict with the director,'
               'Takes feedback as a verdict,Signs of exhaustion remain,Running two roles leaves no time to think,'
               'Answers questions that belong to the team leads}', pg_temp.scale_draw(seed + 3, 6)) || ' when '
               || pg_temp.scale_pick('{a deadline gets close,the board asks,the numbers are late,a key person leaves,'
               'the customer complains}', pg_temp.scale_draw(seed + 4, 5)) || '.',
           jsonb_build_array(jsonb_build_object('done', false, 'text',
               pg_temp.scale_pick('{Choose one recurring task and give it away,Ask the director for fifteen minutes,'
               'Two evenings without messages,Note three moments of irritation}', pg_temp.scale_draw(seed + 5, 4)))),
           pg_temp.scale_pick('{Write down what good enough means,Name the observation and the wish,'
               'Protect the walk at lunch,Stop talking after the third sentence}', pg_temp.scale_draw(seed + 6, 4)) || '.',
           day + time '17:00' at time zone 'UTC', day + time '17:00' at time zone 'UTC'
    from scale_batch;

    insert into coaching.summary_revisions (tenant_id, id, summary_id, coach_id, client_id, revision, saved_by, wins,
                                            challenges, action_items, coach_recommendations, created_at)
    select summary.tenant_id, pg_temp.scale_key('9', batch.organization, '8018', batch.s), summary.id, summary.coach_id,
           summary.client_id, 1, 'service', summary.wins, summary.challenges, summary.action_items,
           summary.coach_recommendations, summary.created_at
    from scale_batch as batch
    join coaching.summaries as summary
        on summary.tenant_id = batch.tenant_id
       and summary.id = pg_temp.scale_key('9', batch.organization, '8014', batch.s);
end
$$;

create function pg_temp.scale_client_coaches() returns void
    language sql
    set session_replication_role = replica
begin atomic
    insert into coaching.client_coaches (tenant_id, client_id, coach_id, session_count, created_at)
    select met.tenant_id, met.client_id, met.coach_id, count(*), min(met.created_at)
    from coaching.client_sessions as met
    join scale_tenants as tenant
        on tenant.kind = '9' and met.tenant_id = pg_temp.scale_key('9', tenant.number, '8000', 0)
    group by met.tenant_id, met.client_id, met.coach_id;
end;
