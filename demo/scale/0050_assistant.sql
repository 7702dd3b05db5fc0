-- People who chat: ten conversations of 20 messages each, and one of the first person's that has 2,000.
-- Parts of keys: 8020 conversation (0 is the long one), 8021 message.
create function pg_temp.scale_conversations() returns void
    language plpgsql
    set session_replication_role = replica
as $$
begin
    create temp table scale_batch on commit drop as
    select number as person, pg_temp.scale_key('8', number, '8000', 0) as tenant_id,
           pg_temp.scale_key('8', number, '8001', 1) as user_id, talk, case talk when 0 then 2000 else 20 end as messages,
           timestamptz '2025-01-01 18:00Z' + talk * interval '31 days' as began
    from scale_tenants
    cross join generate_series(case number when 1 then 0 else 1 end, 10) as talk
    where kind = '8';

    insert into assistant.conversations (tenant_id, id, user_id, title, message_count, last_seq, created_at, updated_at)
    select tenant_id, pg_temp.scale_key('8', person, '8020', talk), user_id, 'Conversation ' || talk, messages, messages,
           began, began + messages * interval '50 seconds'
    from scale_batch;

    insert into assistant.messages (tenant_id, id, conversation_id, user_id, seq, role, content, language, tokens_used,
                                    model, created_at)
    select tenant_id, pg_temp.scale_key('8', person, '8021', talk * 10000 + seq),
           pg_temp.scale_key('8', person, '8020', talk), user_id, seq, case seq % 2 when 1 then 'user' else 'assistant' end,
           pg_temp.scale_pick('{I keep thinking about the move and whether it is the right time.,'
               'What would have to be true for it to be right?,The new job would have to be worth the longer way.,'
               'Then let us look at an ordinary week and count the hours.,That is less than I feared.,'
               'Write it down before you sleep on it.}', seq) || ' (' || seq || ')', 'en',
           case seq % 2 when 0 then 24 end, case seq % 2 when 0 then 'yu-large-2' end, began + seq * interval '50 seconds'
    from scale_batch
    cross join generate_series(1, messages) as seq;
end
$$;
