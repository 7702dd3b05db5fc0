-- Triggers of messages: whose they are, their number within the conversation, and the conversation's counters.
set local role palisade_owner;

create function assistant.take_user_from_conversation() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    select conversation.user_id, coalesce(new.language, conversation.language)
    into new.user_id, new.language
    from assistant.conversations as conversation
    where conversation.tenant_id = new.tenant_id
      and conversation.id = new.conversation_id
      and conversation.deleted_at is null;
    if not found then
        -- A conversation that is hidden from the writer and one that is not there must look the same.
        raise foreign_key_violation using
            message = 'conversation is not present', schema = 'assistant', table = tg_table_name,
            constraint = tg_table_name || '_conversation_fkey';
    end if;
    return new;
end
$$;
comment on function assistant.take_user_from_conversation() is
    'Trigger: sets user_id, and the language where none is named, from the conversation, whatever the statement said.';

grant create on schema assistant to palisade_definer;
set local role palisade_definer;

-- The definer's, since no request role may write the counters. It runs after take_user_from_conversation(), which has
-- looked as the writer.
create function assistant.number_message() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    counted integer;
begin
    -- Held until the end of the transaction: writers of one conversation go one after another, so numbers have no gaps.
    select last_seq
    into counted
    from assistant.conversations
    where tenant_id = new.tenant_id and id = new.conversation_id and deleted_at is null
    for no key update;
    if not found then
        raise foreign_key_violation using
            message = 'conversation is not present', schema = 'assistant', table = tg_table_name,
            constraint = tg_table_name || '_conversation_fkey';
    end if;

    -- The counter is behind by the rows that this statement has written already.
    select greatest(counted, max(seq)) + 1
    into new.seq
    from assistant.messages
    where tenant_id = new.tenant_id and conversation_id = new.conversation_id;
    return new;
end
$$;
comment on function assistant.number_message() is 'Trigger: the message''s number, one more than the latest.';

create function assistant.count_messages() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'DELETE' then
        update assistant.conversations
        set message_count = message_count - 1
        where tenant_id = old.tenant_id and id = old.conversation_id;
    else
        update assistant.conversations
        set message_count = message_count + 1, last_seq = greatest(last_seq, new.seq), updated_at = now()
        where tenant_id = new.tenant_id and id = new.conversation_id;
    end if;
    return null;
end
$$;
comment on function assistant.count_messages() is 'Trigger: counts messages, and when the latest was added.';

revoke execute on function assistant.number_message(), assistant.count_messages() from public;
grant execute on function assistant.number_message(), assistant.count_messages() to palisade_owner;

set local role palisade_owner;
revoke create on schema assistant from palisade_definer;
