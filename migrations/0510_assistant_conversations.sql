-- One conversation of a person with the assistant. Tenant: tenant_id, the personal account. Person: user_id. Seen and
-- written by that person only, whatever their role; deleted by assistant.delete_conversation(), which hides it.
set local role palisade_owner;

create table assistant.conversations (
    tenant_id      uuid         not null default palisade.tenant_id(),
    id             uuid         not null default palisade.uuid_v7(),
    user_id        uuid         not null default palisade.user_id(),
    title          text,
    personality    text         not null default 'friend',
    language       text         not null default 'en',
    message_count  integer      not null default 0,
    last_seq       integer      not null default 0,
    client_key     text,
    version        integer      not null default 1,
    created_at     timestamptz  not null default now(),
    updated_at     timestamptz  not null default now(),
    deleted_at     timestamptz,
    constraint conversations_pkey primary key (tenant_id, id),
    constraint conversations_user_key unique (tenant_id, id, user_id),
    constraint conversations_client_key_key unique (tenant_id, user_id, client_key),
    constraint conversations_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint conversations_user_fkey foreign key (user_id) references core.users (id) on delete cascade,
    constraint conversations_membership_fkey foreign key (tenant_id, user_id)
        references core.memberships (tenant_id, user_id) on delete cascade,
    constraint conversations_title_length check (length(title) between 1 and 255),
    constraint conversations_personality_is_word check (personality ~ '^[a-z][a-z0-9_]{0,49}$'),
    constraint conversations_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint conversations_message_count_not_negative check (message_count >= 0),
    constraint conversations_last_seq_covers_count check (last_seq >= message_count),
    constraint conversations_client_key_length check (length(client_key) between 1 and 100)
);

create index conversations_updated_at_idx on assistant.conversations (tenant_id, updated_at desc, id desc);
create index conversations_user_idx on assistant.conversations (tenant_id, user_id, updated_at desc, id desc);
create index conversations_person_idx on assistant.conversations (user_id);

-- A person is of one tenant here: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics assistant.conversations_dependencies (dependencies)
    on tenant_id, user_id from assistant.conversations;

comment on table assistant.conversations is 'A conversation of a person with the assistant.';
comment on column assistant.conversations.tenant_id is 'The personal account''s tenant.';
comment on column assistant.conversations.id is 'Key; grows with time.';
comment on column assistant.conversations.user_id is 'Whose conversation it is.';
comment on column assistant.conversations.title is 'Name to find it by; null until it has one.';
comment on column assistant.conversations.personality is 'How the assistant speaks in it, such as friend or coach.';
comment on column assistant.conversations.language is 'BCP 47 tag that its messages have unless they name their own.';
comment on column assistant.conversations.message_count is 'How many messages it has; kept by a trigger.';
comment on column assistant.conversations.last_seq is 'Number of its latest message; kept by a trigger.';
comment on column assistant.conversations.client_key is
    'Chosen by the app that made it, so that a repeated request makes nothing twice.';
comment on column assistant.conversations.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column assistant.conversations.created_at is 'When it was begun.';
comment on column assistant.conversations.updated_at is 'When it was last renamed or had a message; kept by triggers.';
comment on column assistant.conversations.deleted_at is 'When the person deleted it; null while they have not.';

alter table assistant.conversations enable row level security;
alter table assistant.conversations force row level security;

grant select on assistant.conversations to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert (tenant_id, user_id, title, personality, language, client_key)
    on assistant.conversations to palisade_member, palisade_admin, palisade_service;
grant update (title, personality, language, version)
    on assistant.conversations to palisade_member, palisade_admin, palisade_service;
grant update (message_count, last_seq, updated_at, deleted_at) on assistant.conversations to palisade_definer;
grant delete on assistant.conversations to palisade_service;

create policy conversations_tenant on assistant.conversations as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy conversations_select_own on assistant.conversations for select to palisade_member, palisade_admin
    using (user_id = (select palisade.user_id()) and deleted_at is null);

create policy conversations_select_tenant on assistant.conversations for select to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy conversations_insert_own on assistant.conversations for insert to palisade_member, palisade_admin
    with check (user_id = (select palisade.user_id()) and deleted_at is null);

create policy conversations_insert_tenant on assistant.conversations for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy conversations_update_own on assistant.conversations for update to palisade_member, palisade_admin
    using      (user_id = (select palisade.user_id()) and deleted_at is null)
    with check (user_id = (select palisade.user_id()) and deleted_at is null);

create policy conversations_update_tenant on assistant.conversations for update to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy conversations_delete_tenant on assistant.conversations for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

-- Messages are counted without a new version: renaming must not fail because somebody said something.
create trigger conversations_touch before update of title, personality, language, version
    on assistant.conversations
    for each row execute function palisade.touch_versioned_row();
