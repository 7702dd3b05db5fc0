-- Two people, subject and other, alike in four tenants: a couple, a company, an organization and an account of their own.
-- Every text of the subject begins with MARK (mark where a check wants lower case), every text of the other with OTHER.
-- Keys: tenants …c0 couple, …d0 company, …e0 organization, …f1 and …f2 accounts; people …01 (subject) and …02 (other).
create function pg_temp.t(name text) returns uuid language sql immutable
    return ('00000000-0000-4000-a000-0000000000' || name)::uuid;
create function pg_temp.k(block text, number integer) returns uuid language sql immutable
    return ('00000000-0000-4000-b' || block || '-00000000000' || number)::uuid;
create temp table person (number integer, mark text, slot text);
insert into person values (1, 'MARK', 'partner_a'), (2, 'OTHER', 'partner_b');

insert into core.tenants (id, kind) values
    (pg_temp.t('c0'), 'couple'), (pg_temp.t('d0'), 'company'), (pg_temp.t('e0'), 'organization'),
    (pg_temp.t('f1'), 'personal'), (pg_temp.t('f2'), 'personal');
insert into core.users (id, email, username)
    select pg_temp.k('001', number), lower(mark) || '-email@example.test', mark || ' username' from person;
insert into core.user_credentials (user_id, password_hash)
    select pg_temp.k('001', number), '$test$' || mark || ' password_hash' from person;
insert into core.user_preferences (user_id, personality, presence_level, voice_settings, notification_settings, privacy_settings)
    select pg_temp.k('001', number), lower(mark) || '_personality', lower(mark) || '_presence_level',
           jsonb_build_object(mark || ' key', mark || ' voice'), jsonb_build_object('deep', jsonb_build_array(mark || ' notification')),
           jsonb_build_object('text', mark || ' privacy')
    from person;
insert into core.memberships (tenant_id, user_id, role, display_name, partner_slot)
    select pg_temp.t(tenant), pg_temp.k('001', number), case tenant when 'c0' then 'member' else 'admin' end, mark || ' display_name',
           case tenant when 'c0' then slot end
    from person, unnest('{c0,d0,e0}'::text[]) as tenant
    union all
    select pg_temp.t('f' || number), pg_temp.k('001', number), 'member', mark || ' display_name', null from person;

-- The company.
insert into training.companies (tenant_id, id, name) values (pg_temp.t('d0'), pg_temp.t('d0'), 'Company');
insert into training.trainees (tenant_id, id, user_id, email, full_name, pseudonym, team, job_title)
    select pg_temp.t('d0'), pg_temp.k('002', number), pg_temp.k('001', number), lower(mark) || '-trainee@example.test',
           mark || ' full_name', mark || ' pseudonym', mark || ' team', mark || ' job_title'
    from person;
insert into training.sessions (tenant_id, id, trainee_id, title, status, audio_quality, audio_file_url, analytics_summary)
    select pg_temp.t('d0'), pg_temp.k('003', number), pg_temp.k('002', number), mark || ' title', 'analyzed',
           jsonb_build_object('codec', mark || ' quality', 'bitrate', 32000), mark || ' audio_file_url',
           jsonb_build_object('overall_score', 70, 'quote', mark || ' summary')
    from person;
insert into training.session_participants (tenant_id, id, session_id, speaker, kind, display_name)
    select pg_temp.t('d0'), pg_temp.k('004', number), pg_temp.k('003', number), mark || ' speaker', 'trainee', mark || ' display_name'
    from person;
insert into training.transcripts (tenant_id, id, session_id, content, structured_content)
    select pg_temp.t('d0'), pg_temp.k('006', number), pg_temp.k('003', number), mark || ' content',
           jsonb_build_array(jsonb_build_object('text', mark || ' structured_content'))
    from person;
insert into training.analysis_results (tenant_id, id, session_id, analysis_type, provider, version, results)
    select pg_temp.t('d0'), pg_temp.k('007', number), pg_temp.k('003', number), 'combined', 'combined', '1',
           jsonb_build_object('overall_score', 70, 'personal_context', mark || ' results',
                              'scores', jsonb_build_object('opening', 60, 'why', mark || ' deep'))
    from person;
insert into training.session_analytics (tenant_id, id, session_id, overall_score)
    select pg_temp.t('d0'), pg_temp.k('009', number), pg_temp.k('003', number), 70 from person;
