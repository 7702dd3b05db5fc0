-- What modules share, of the two people of people.sql: chunks, readings, invitations, copies outside of a row.
select set_config('palisade.tenant_id', pg_temp.t('d0')::text, false);
insert into training.sessions (tenant_id, id, trainee_id, title, client_key)
    select pg_temp.t('d0'), pg_temp.k('003', number + 4), pg_temp.k('002', number), mark || ' running', mark || ' session key' from person;
insert into training.transcripts (tenant_id, id, session_id)
    select pg_temp.t('d0'), pg_temp.k('006', number + 4), pg_temp.k('003', number + 4) from person;
insert into training.transcript_chunks (tenant_id, transcript_id, client_key, speaker, text, payload)
    select pg_temp.t('d0'), pg_temp.k('006', number + 4), mark || ' key', mark || ' speaker', mark || ' text', jsonb_build_object('text', mark || ' payload')
    from person;
insert into training.transcript_readings (tenant_id, transcript_id, trainee_id, reader_user_id, reason)
    select pg_temp.t('d0'), pg_temp.k('006', number), pg_temp.k('002', number), pg_temp.k('001', number), mark || ' reason to read it' from person;
update training.analysis_results set client_key = 'MARK analysis key' where id = pg_temp.k('007', 1);
insert into core.invitations (tenant_id, email, role, display_name, status, accepted_by_user_id)
    select pg_temp.t('d0'), lower(mark) || '-invited@example.test', 'member', mark || ' invited', 'accepted', pg_temp.k('001', number) from person;
insert into palisade.idempotency_keys (tenant_id, user_id, key_hash, request_hash, answer)
    select pg_temp.t('d0'), pg_temp.k('001', number), encode(sha256(convert_to(mark, 'UTF8')), 'hex'), repeat('0', 64),
           jsonb_build_object('data', mark || ' answer')
    from person;
select set_config('palisade.tenant_id', pg_temp.t('c0')::text, false);
insert into core.stored_objects (tenant_id, bucket, key, content_type, owner_user_id, visibility, state, source_table, source_id)
    select pg_temp.t('c0'), 'profiles', pg_temp.t('c0') || '/' || number || '.pdf', 'application/pdf', pg_temp.k('001', number), 'private', 'stored',
           'mediation.profile_documents', pg_temp.k('015', number)
    from person;
insert into core.embeddings (tenant_id, namespace, vector_id, dims, embedding, source_table, source_id, owner_user_id, visibility, content_hash, text_preview, metadata)
    select pg_temp.t('c0'), space.name, 'document_' || number, space.dims, array_fill(0.1::real, array[space.dims]), 'mediation.profile_documents',
           pg_temp.k('015', number), pg_temp.k('001', number), 'private', repeat('0', 64), mark || ' preview', jsonb_build_object('text', mark || ' metadata')
    from person, (select * from core.vector_namespaces where name = 'profiles') as space
    union all
    select pg_temp.t('c0'), space.name, 'shared', space.dims, array_fill(0.1::real, array[space.dims]), 'mediation.conflicts',
           pg_temp.k('010', 1), null, 'members', repeat('0', 64), 'MARK shared preview', '{}'
    from (select * from core.vector_namespaces where name = 'transcripts') as space;
reset palisade.tenant_id;
