-- One message of a conversation. Tenant: tenant_id. Person: user_id, taken from the conversation. Seen and added by
-- that person only; never changed.
set local role palisade_owner;

create table assistant.messages (
    tenant_id        uuid         not null default palisade.tenant_id(),
    id               uuid         not null default palisade.uuid_v7(),
    conversation_id  uuid         not null,
    user_id          uuid         not null,
    seq              integer      not null,
    role             text         not null,
    content          text         not null,
    language         text         not null,
    tokens_used      integer,
    model            text,
    metadata         jsonb        not null default '{}',
    client_key       text,
    created_at       timestamptz  not null default now(),
    deleted_at       timestamptz,
    search_vector    tsvector     not null generated always as (
        to_tsvector(palisade.search_configuration(language), content)
    ) stored,
    constraint messages_pkey primary key (tenant_id, id),
    constraint messages_seq_key unique (tenant_id, conversation_id, seq),
    constraint messages_client_key_key unique (tenant_id, conversation_id, client_key),
    constraint messages_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint messages_conversation_fkey foreign key (tenant_id, conversation_id, user_id)
        references assistant.conversations (tenant_id, id, user_id) on delete cascade,
    constraint messages_role_known check (role in ('user', 'assistant', 'system')),
    constraint messages_content_length check (length(content) between 1 and 100000),
    constraint messages_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint messages_tokens_used_not_negative check (tokens_used >= 0),
    constraint messages_model_length check (length(model) between 1 and 100),
    constraint messages_metadata_is_object check (jsonb_typeof(metadata) = 'object'),
    constraint messages_client_key_length check (length(client_key) between 1 and 100)
);

create index messages_conversation_idx on assistant.messages (tenant_id, conversation_id, user_id);
create index messages_created_at_idx on assistant.messages (tenant_id, created_at desc, id desc);
create index messages_user_idx on assistant.messages (tenant_id, user_id, created_at desc, id desc);
create index messages_search_idx on assistant.messages using gin (tenant_id, search_vector);

-- A person is of one tenant here: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics assistant.messages_dependencies (dependencies)
    on tenant_id, user_id, conversation_id from assistant.messages;

comment on table assistant.messages is 'One message of a conversation.';
comment on column assistant.messages.tenant_id is 'The personal account''s tenant.';
comment on column assistant.messages.id is 'Key; grows with time.';
comment on column assistant.messages.conversation_id is 'The conversation.';
comment on column assistant.messages.user_id is 'Whose conversation it is (not who speaks); set by a trigger.';
comment on column assistant.messages.seq is
    'Its number within the conversation, from 1, without gaps; set by a trigger.';
comment on column assistant.messages.role is 'Who speaks: user, assistant or system.';
comment on column assistant.messages.content is 'What is said.';
comment on column assistant.messages.language is 'BCP 47 tag of its words; how they are searched.';
comment on column assistant.messages.tokens_used is 'How many tokens the model used for it.';
comment on column assistant.messages.model is 'Which model wrote it.';
comment on column assistant.messages.metadata is 'What else the apps keep with it.';
comment on column assistant.messages.client_key is
    'Chosen by the app that added it, so that a repeated request adds nothing twice.';
comment on column assistant.messages.created_at is 'When it was added.';
comment on column assistant.messages.deleted_at is 'When its conversation was deleted; null while it is not.';
comment on column assistant.messages.search_vector is 'Its words in their language; for assistant.search_messages().';

alter table assistant.messages enable row level security;
alter table assistant.messages force row level security;

grant select on assistant.messages to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert (tenant_id, conversation_id, role, content, language, tokens_used, model, metadata, client_key)
    on assistant.messages to palisade_member, palisade_admin, palisade_service;
grant update (tokens_used, model, metadata) on assistant.messages to palisade_service;
grant update (deleted_at) on assistant.messages to palisade_definer;
grant delete on assistant.messages to palisade_service;

create policy messages_tenant on assistant.messages as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy messages_select_own on assistant.messages for select to palisade_member, palisade_admin
    using (user_id = (select palisade.user_id()) and deleted_at is null);

create policy messages_select_tenant on assistant.messages for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy messages_insert_own on assistant.messages for insert to palisade_member, palisade_admin
    with check (user_id = (select palisade.user_id()) and deleted_at is null);

create policy messages_insert_tenant on assistant.messages for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy messages_update_tenant on assistant.messages for update to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy messages_delete_tenant on assistant.messages for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

-- In the order of their names: first whose the message is, seen as the writer sees it, then its number.
create trigger messages_belong before insert on assistant.messages
    for each row execute function assistant.take_user_from_conversation();

create trigger messages_number before insert on assistant.messages
    for each row execute function assistant.number_message();

create trigger messages_count after insert or delete on assistant.messages
    for each row execute function assistant.count_messages();
