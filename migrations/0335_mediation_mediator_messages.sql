-- One message of a talk with the mediator. Tenant: tenant_id. Person: owner_user_id, taken from the session. Seen like
-- the session. Appended only, in an order without gaps; the session counts them.
set local role palisade_owner;

create table mediation.mediator_messages (
    tenant_id       uuid         not null default palisade.tenant_id(),
    id              uuid         not null default palisade.uuid_v7(),
    session_id      uuid         not null,
    seq             integer      not null,
    owner_user_id   uuid,
    author_user_id  uuid,
    role            text         not null,
    content         text         not null,
    language        text         not null default 'en',
    client_key      text,
    metadata        jsonb        not null default '{}',
    created_at      timestamptz  not null default now(),
    updated_at      timestamptz  not null default now(),
    deleted_at      timestamptz,
    constraint mediator_messages_pkey primary key (tenant_id, id),
    constraint mediator_messages_seq_key unique (tenant_id, session_id, seq),
    constraint mediator_messages_client_key_key unique (tenant_id, session_id, client_key),
    constraint mediator_messages_session_fkey foreign key (tenant_id, session_id)
        references mediation.mediator_sessions (tenant_id, id),
    constraint mediator_messages_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint mediator_messages_author_fkey foreign key (tenant_id, author_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (author_user_id),
    constraint mediator_messages_seq_positive check (seq > 0),
    constraint mediator_messages_role_known check (role in ('user', 'assistant')),
    constraint mediator_messages_content_length check (length(content) between 1 and 100000),
    constraint mediator_messages_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint mediator_messages_client_key_length check (length(client_key) between 1 and 200),
    constraint mediator_messages_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index mediator_messages_owner_idx
    on mediation.mediator_messages (tenant_id, owner_user_id, created_at desc, id desc);
create index mediator_messages_author_idx on mediation.mediator_messages (tenant_id, author_user_id);

-- A person is of few tenants: told so, the planner does not take (tenant_id, owner) for one row. Degrees of
-- dependency only: no values are kept.
create statistics mediation.mediator_messages_dependencies (dependencies)
    on tenant_id, owner_user_id, session_id from mediation.mediator_messages;

comment on table mediation.mediator_messages is 'One message of a conversation with the mediator.';
comment on column mediation.mediator_messages.tenant_id is 'The couple''s tenant.';
comment on column mediation.mediator_messages.id is 'Key; grows with time.';
comment on column mediation.mediator_messages.session_id is 'The session.';
comment on column mediation.mediator_messages.seq is
    'Place in the conversation, from 1, without gaps; set by a trigger.';
comment on column mediation.mediator_messages.owner_user_id is
    'Whose private session it belongs to; null where the session is shared; set by a trigger.';
comment on column mediation.mediator_messages.author_user_id is
    'Which partner wrote it; null where the mediator did; set by a trigger.';
comment on column mediation.mediator_messages.role is 'user or assistant.';
comment on column mediation.mediator_messages.content is 'The words.';
comment on column mediation.mediator_messages.language is 'BCP 47 tag of the language.';
comment on column mediation.mediator_messages.client_key is
    'Key that the client gave, so that the message is made once however often it is sent.';
comment on column mediation.mediator_messages.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.mediator_messages.created_at is 'When the row was made.';
comment on column mediation.mediator_messages.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.mediator_messages.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.mediator_messages enable row level security;
alter table mediation.mediator_messages force row level security;

grant select on mediation.mediator_messages to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, session_id, role, content, language, client_key, metadata)
    on mediation.mediator_messages to palisade_member, palisade_service;
grant update (deleted_at) on mediation.mediator_messages to palisade_definer;

create policy mediator_messages_tenant on mediation.mediator_messages as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy mediator_messages_select_own on mediation.mediator_messages for select
    to palisade_member, palisade_service
    using ((owner_user_id = (select palisade.user_id()) or owner_user_id is null) and deleted_at is null);

create policy mediator_messages_select_tenant on mediation.mediator_messages for select to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy mediator_messages_insert_own on mediation.mediator_messages for insert
    to palisade_member, palisade_service
    with check (owner_user_id = (select palisade.user_id()) or owner_user_id is null);

create policy mediator_messages_update_tenant on mediation.mediator_messages for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger mediator_messages_place before insert on mediation.mediator_messages
    for each row execute function mediation.place_mediator_message();

create trigger mediator_messages_count after insert or delete on mediation.mediator_messages
    for each row execute function mediation.count_mediator_message();

create trigger mediator_messages_touch before update on mediation.mediator_messages
    for each row execute function palisade.touch_row();
