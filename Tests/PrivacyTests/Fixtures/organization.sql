-- The two people of people.sql as coaches of an organization, and two clients of theirs, who have no accounts: 3 is marked
-- CLIENT, 4 is not. A coach's own texts are marked as the coach.
insert into coaching.organizations (tenant_id, id, name) values (pg_temp.t('e0'), pg_temp.t('e0'), 'Organization');
insert into coaching.coaches (tenant_id, id, user_id, email, name, voice_profile, notification_preferences)
    select pg_temp.t('e0'), pg_temp.k('020', number), pg_temp.k('001', number), lower(mark) || '-coach@example.test', mark || ' name',
           jsonb_build_object('text', mark || ' voice'), jsonb_build_object('text', mark || ' notification')
    from person;
create temp table client as
select number + 2 as number, case number when 1 then 'CLIENT' else 'STRANGER' end as mark, number as coach from person;
insert into coaching.clients (tenant_id, id, coach_id, name, email, tags)
    select pg_temp.t('e0'), pg_temp.k('021', number), pg_temp.k('020', coach), mark || ' name', lower(mark) || '@example.test',
           array[mark || ' tag']
    from client;
insert into coaching.sessions (tenant_id, id, coach_id, session_date, session_type, transcript_url, metadata, client_key)
    select pg_temp.t('e0'), pg_temp.k('022', number), pg_temp.k('020', number), date '2026-05-01', 'group', mark || ' transcript_url',
           jsonb_build_object('text', mark || ' metadata'), mark || ' session key'
    from person;
insert into coaching.client_sessions (tenant_id, id, client_id, session_id, engagement_level, priority_score)
    select pg_temp.t('e0'), pg_temp.k('023', number), pg_temp.k('021', number), pg_temp.k('022', coach), 'high', 0.5 from client;
insert into coaching.summaries (tenant_id, id, client_session_id, wins, challenges, action_items, coach_recommendations, ai_version,
    coach_edited_version)
    select pg_temp.t('e0'), pg_temp.k('024', number), pg_temp.k('023', number), mark || ' wins', mark || ' challenges',
           jsonb_build_array(mark || ' item'), mark || ' recommendations', mark || ' ai', mark || ' edited'
    from client;
update coaching.summaries set wins = wins || ' again';
insert into coaching.templates (tenant_id, id, coach_id, name, type, content)
    select pg_temp.t('e0'), pg_temp.k('025', number), pg_temp.k('020', number), mark || ' template', 'follow_up', mark || ' content'
    from person;
insert into coaching.follow_ups (tenant_id, id, summary_id, subject, body, client_key)
    select pg_temp.t('e0'), pg_temp.k('026', number), pg_temp.k('024', number), mark || ' subject', mark || ' body', mark || ' key'
    from client;
