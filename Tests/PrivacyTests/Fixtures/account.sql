-- Conversations of the two people of people.sql in their own accounts.
insert into assistant.conversations (tenant_id, id, user_id, title, client_key)
    select pg_temp.t('f' || number), pg_temp.k('030', number), pg_temp.k('001', number), mark || ' title', mark || ' key' from person;
insert into assistant.messages (tenant_id, id, conversation_id, role, content, metadata, client_key)
    select pg_temp.t('f' || number), pg_temp.k('031', number), pg_temp.k('030', number), 'user', mark || ' content',
           jsonb_build_object('text', mark || ' metadata'), mark || ' message key'
    from person;
