-- What the two people of people.sql have as a couple.
insert into mediation.relationships (tenant_id, id, partner_a_id, partner_b_id, partner_a_name, partner_b_name, metadata)
    values (pg_temp.t('c0'), pg_temp.t('c0'), pg_temp.k('001', 1), pg_temp.k('001', 2), 'MARK partner_a_name', 'OTHER partner_b_name',
            '{"note": "MARK metadata"}')
    on conflict (tenant_id, id) do update
    set partner_a_name = excluded.partner_a_name, partner_b_name = excluded.partner_b_name, metadata = excluded.metadata;
select set_config('palisade.tenant_id', pg_temp.t('c0')::text, true);
-- What is of both names the subject as well: what was made of two people's words cannot be told apart.
insert into mediation.conflicts (tenant_id, id, started_by_user_id, status, transcript_summary, transcript_path, transcript_vector_id,
    severity_score, conflict_topics, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('010', number), pg_temp.k('001', number), 'active', 'MARK and OTHER summary',
           'MARK transcript_path', 'MARK vector_id', 0.5, array['MARK and OTHER topic'], mark || ' conflict key', '{"text": "MARK metadata"}'
    from person;
insert into mediation.conflict_segments (tenant_id, id, conflict_id, seq, speaker, speaker_user_id, text, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('011', number), pg_temp.k('010', 1), number, slot, pg_temp.k('001', number), mark || ' text',
           mark || ' segment key', jsonb_build_object('text', mark || ' metadata')
    from person;
insert into mediation.mediator_sessions (tenant_id, id, conflict_id, owner_user_id, started_by_user_id, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('012', number), pg_temp.k('010', 1), pg_temp.k('001', number), pg_temp.k('001', number),
           mark || ' session key', jsonb_build_object('text', mark || ' metadata')
    from person
    union all
    select pg_temp.t('c0'), pg_temp.k('012', 3), pg_temp.k('010', 2), null, pg_temp.k('001', 1), 'MARK shared key', '{"text": "MARK shared"}';
-- Who writes is the request's user, whatever the statement says.
do $$
declare
    writer record;
begin
    for writer in select * from person order by number loop
        perform set_config('palisade.user_id', pg_temp.k('001', writer.number)::text, true);
        insert into mediation.mediator_messages (tenant_id, id, session_id, role, content, client_key, metadata) values
            (pg_temp.t('c0'), pg_temp.k('013', writer.number), pg_temp.k('012', writer.number), 'user', writer.mark || ' content',
                writer.mark || ' message key', jsonb_build_object('text', writer.mark || ' metadata')),
            (pg_temp.t('c0'), pg_temp.k('013', writer.number + 2), pg_temp.k('012', 3), 'user', writer.mark || ' shared content',
                writer.mark || ' shared message key', jsonb_build_object('text', writer.mark || ' metadata'));
    end loop;
    insert into mediation.mediator_messages (tenant_id, id, session_id, role, content, metadata) values
        (pg_temp.t('c0'), pg_temp.k('013', 5), pg_temp.k('012', 3), 'assistant', 'MARK and OTHER, said the mediator', '{"text": "MARK metadata"}');
end
$$;
insert into mediation.rant_messages (tenant_id, id, conflict_id, owner_user_id, partner_id, role, content, emotion_tags, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('014', number), pg_temp.k('010', 1), pg_temp.k('001', number), slot, 'user', mark || ' content',
           array[mark || ' emotion'], mark || ' rant key', jsonb_build_object('text', mark || ' metadata')
    from person;
insert into mediation.profile_documents (tenant_id, id, owner_user_id, profile_type, filename, file_path, vector_id, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('015', number), pg_temp.k('001', number), 'personality', mark || ' filename', mark || ' path',
           mark || ' vector_id', mark || ' profile key', jsonb_build_object('text', mark || ' metadata')
    from person;
insert into mediation.cycle_events (tenant_id, id, owner_user_id, partner_id, event_type, event_date, symptoms, notes, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('016', number), pg_temp.k('001', number), slot, 'mood_log', date '2026-05-01', array[mark || ' symptom'],
           mark || ' notes', mark || ' cycle key', jsonb_build_object('text', mark || ' metadata')
    from person;
insert into mediation.memorable_dates (tenant_id, id, created_by_user_id, partner_id, event_type, title, description, event_date, icon, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('017', number), pg_temp.k('001', number), slot, 'birthday', mark || ' title', mark || ' description',
           date '1990-05-01', mark, mark || ' date key', jsonb_build_object('text', mark || ' metadata')
    from person
    union all
    select pg_temp.t('c0'), pg_temp.k('017', 3), pg_temp.k('001', 1), null, 'anniversary', 'MARK our day', 'MARK our description',
           date '2020-05-01', 'MARK', 'MARK our key', '{"text": "MARK our metadata"}';
insert into mediation.conflict_analysis (tenant_id, id, conflict_id, analysis_data, root_causes, patterns_identified, recommended_actions, metadata)
    values (pg_temp.t('c0'), pg_temp.k('018', 1), pg_temp.k('010', 1), '{"text": "MARK and OTHER data"}', '{MARK cause}', '{MARK pattern}',
            '{MARK action}', '{"text": "MARK metadata"}');
update mediation.conflict_analysis set analysis_version = '2', root_causes = '{MARK second cause}' where id = pg_temp.k('018', 1);
insert into mediation.repair_plans (tenant_id, id, conflict_id, owner_user_id, partner_requesting, plan_data, action_items, metadata)
    select pg_temp.t('c0'), pg_temp.k('019', number), pg_temp.k('010', 1), pg_temp.k('001', number), slot,
           jsonb_build_object('text', mark || ' plan'), jsonb_build_array(jsonb_build_object('text', mark || ' item', 'done', false)),
           jsonb_build_object('text', mark || ' metadata')
    from person;
insert into mediation.intimacy_events (tenant_id, id, initiator_user_id, logged_by_user_id, client_key, metadata)
    select pg_temp.t('c0'), pg_temp.k('01a', number), pg_temp.k('001', number), pg_temp.k('001', number), mark || ' intimacy key',
           jsonb_build_object('text', mark || ' metadata')
    from person;
