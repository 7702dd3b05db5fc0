-- What a chat app does, each one transaction, and safe to repeat. All but deleting run as the caller.
set local role palisade_owner;

create function assistant.create_conversation(
    title text default null, personality text default null, language text default null, client_key text default null)
    returns assistant.conversations
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    wishes       core.user_preferences;
    conversation assistant.conversations;
begin
    select kept.* into wishes from core.user_preferences as kept where kept.user_id = palisade.user_id();
    insert into assistant.conversations (tenant_id, user_id, title, personality, language, client_key)
    values (palisade.tenant_id(), palisade.user_id(), create_conversation.title,
            coalesce(create_conversation.personality, wishes.personality, 'friend'),
            coalesce(create_conversation.language, wishes.language, 'en'), create_conversation.client_key)
    on conflict (tenant_id, user_id, client_key) do nothing
    returning * into conversation;
    if not found then  -- asked before
        select known.*
        into conversation
        from assistant.conversations as known
        where known.tenant_id = palisade.tenant_id() and known.user_id = palisade.user_id()
          and known.client_key = create_conversation.client_key;
        if not found then
            raise exception 'This conversation was deleted.' using errcode = 'PA409';
        end if;
    end if;
    return conversation;
end
$$;
comment on function assistant.create_conversation(text, text, text, text) is
    'Begins a conversation as the person prefers it; the same client_key begins one only once.';

create function assistant.add_message(
    conversation_id uuid, content text, role text default 'user', language text default null,
    tokens_used integer default null, model text default null, metadata jsonb default '{}',
    client_key text default null)
    returns assistant.messages
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    message assistant.messages;
begin
    insert into assistant.messages (tenant_id, conversation_id, role, content, language, tokens_used, model, metadata,
                                    client_key)
    values (palisade.tenant_id(), add_message.conversation_id, add_message.role, add_message.content,
            add_message.language, add_message.tokens_used, add_message.model, coalesce(add_message.metadata, '{}'),
            add_message.client_key)
    on conflict (tenant_id, conversation_id, client_key) do nothing
    returning * into message;
    if not found then  -- asked before
        select known.*
        into message
        from assistant.messages as known
        where known.tenant_id = palisade.tenant_id() and known.conversation_id = add_message.conversation_id
          and known.client_key = add_message.client_key;
    end if;
    return message;
end
$$;
comment on function assistant.add_message(uuid, text, text, text, integer, text, jsonb, text) is
    'Adds a message to a conversation and numbers it; the same client_key adds one only once.';

create function assistant.rename_conversation(conversation_id uuid, title text, if_version integer default null)
    returns assistant.conversations
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    conversation assistant.conversations;
begin
    update assistant.conversations as kept
    set title = rename_conversation.title
    where kept.tenant_id = palisade.tenant_id() and kept.id = rename_conversation.conversation_id
      and (if_version is null or kept.version = if_version)
    returning kept.* into conversation;
    if found then
        return conversation;
    end if;
    perform from assistant.conversations as known
    where known.tenant_id = palisade.tenant_id() and known.id = rename_conversation.conversation_id;
    if found then
        raise exception 'The conversation has changed since it was read.'
            using errcode = 'PA409', hint = 'Read it again, and try with its version.';
    end if;
    raise exception 'There is no such conversation, or it is not yours.' using errcode = 'PA404';
end
$$;
comment on function assistant.rename_conversation(uuid, text, integer) is
    'Names a conversation; with if_version, only the one that was read.';

create function core.set_user_preferences(
    personality text default null, presence_level text default null, language text default null,
    voice_settings jsonb default null, notification_settings jsonb default null, privacy_settings jsonb default null)
    returns core.user_preferences
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    wishes core.user_preferences;
begin
    insert into core.user_preferences as kept (user_id, personality, presence_level, language, voice_settings,
                                               notification_settings, privacy_settings)
    values (palisade.user_id(), coalesce(set_user_preferences.personality, 'friend'),
            coalesce(set_user_preferences.presence_level, 'full'), coalesce(set_user_preferences.language, 'en'),
            coalesce(set_user_preferences.voice_settings, '{}'),
            coalesce(set_user_preferences.notification_settings, '{}'),
            coalesce(set_user_preferences.privacy_settings, '{}'))
    on conflict (user_id) do update set
        personality = coalesce(set_user_preferences.personality, kept.personality),
        presence_level = coalesce(set_user_preferences.presence_level, kept.presence_level),
        language = coalesce(set_user_preferences.language, kept.language),
        voice_settings = coalesce(set_user_preferences.voice_settings, kept.voice_settings),
        notification_settings = coalesce(set_user_preferences.notification_settings, kept.notification_settings),
        privacy_settings = coalesce(set_user_preferences.privacy_settings, kept.privacy_settings)
    returning kept.* into wishes;
    return wishes;
end
$$;
comment on function core.set_user_preferences(text, text, text, jsonb, jsonb, jsonb) is
    'Saves the caller''s preferences; what is left out stays, or is as usual the first time.';

grant execute on function assistant.create_conversation(text, text, text, text),
    assistant.rename_conversation(uuid, text, integer)
    to palisade_member, palisade_admin;
grant execute on function assistant.add_message(uuid, text, text, text, integer, text, jsonb, text)
    to palisade_member, palisade_admin, palisade_service;
grant execute on function core.set_user_preferences(text, text, text, jsonb, jsonb, jsonb)
    to palisade_member, palisade_analyst, palisade_admin, palisade_service;

grant create on schema assistant to palisade_definer;
set local role palisade_definer;

-- The definer's: a row that hides itself would not pass the person's own policies.
create function assistant.delete_conversation(conversation_id uuid) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    known assistant.conversations;
begin
    if palisade.tenant_id() is null or palisade.user_id() is null
        or palisade.request_role() not in ('palisade_member', 'palisade_admin')
    then
        raise exception 'Only the person themselves deletes a conversation.' using errcode = 'PA403';
    end if;
    select conversation.*
    into known
    from assistant.conversations as conversation
    where conversation.tenant_id = palisade.tenant_id()
      and conversation.id = delete_conversation.conversation_id
      and conversation.user_id = palisade.user_id()
    for no key update;  -- or a message might be added meanwhile
    if not found then
        raise exception 'There is no such conversation, or it is not yours.' using errcode = 'PA404';
    end if;
    if known.deleted_at is not null then
        return;  -- asked before
    end if;

    update assistant.conversations as conversation
    set deleted_at = now()
    where conversation.tenant_id = known.tenant_id and conversation.id = known.id;
    update assistant.messages as message
    set deleted_at = now()
    where message.tenant_id = known.tenant_id and message.conversation_id = known.id;
end
$$;
comment on function assistant.delete_conversation(uuid) is
    'Hides a conversation of the caller and all its messages; retention removes them for good.';

revoke execute on function assistant.delete_conversation(uuid) from public;
grant execute on function assistant.delete_conversation(uuid) to palisade_member, palisade_admin;

set local role palisade_owner;
revoke create on schema assistant from palisade_definer;
