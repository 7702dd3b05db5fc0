-- What one partner gets off their chest, and what the assistant answers. Tenant: tenant_id. Person: owner_user_id.
-- Seen and written by that person alone: not by the other partner, not by any admin or analyst, and by a job only in
-- that person's name. Nothing shared counts them, and none of it leaves the database.
set local role palisade_owner;

create table mediation.rant_messages (
    tenant_id        uuid              not null default palisade.tenant_id(),
    id               uuid              not null default palisade.uuid_v7(),
    conflict_id      uuid,
    owner_user_id    uuid              not null default palisade.user_id(),
    partner_id       text              not null,
    role             text              not null,
    content          text              not null,
    language         text              not null default 'en',
    sentiment_score  double precision,
    emotion_tags     text[]            not null default '{}',
    client_key       text,
    metadata         jsonb             not null default '{}',
    created_at       timestamptz       not null default now(),
    deleted_at       timestamptz,
    constraint rant_messages_pkey primary key (tenant_id, id),
    constraint rant_messages_client_key_key unique (tenant_id, owner_user_id, client_key),
    constraint rant_messages_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint rant_messages_conflict_fkey foreign key (tenant_id, conflict_id)
        references mediation.conflicts (tenant_id, id),
    constraint rant_messages_owner_fkey foreign key (tenant_id, owner_user_id)
        references core.memberships (tenant_id, user_id),
    constraint rant_messages_partner_known check (partner_id in ('partner_a', 'partner_b')),
    constraint rant_messages_role_known check (role in ('user', 'assistant')),
    constraint rant_messages_content_length check (length(content) between 1 and 100000),
    constraint rant_messages_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint rant_messages_sentiment_in_range check (sentiment_score between -1 and 1),
    constraint rant_messages_emotion_tags_bounded check (cardinality(emotion_tags) <= 50),
    constraint rant_messages_client_key_length check (length(client_key) between 1 and 200),
    constraint rant_messages_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index rant_messages_owner_idx on mediation.rant_messages (tenant_id, owner_user_id, created_at desc, id desc);
create index rant_messages_conflict_idx
    on mediation.rant_messages (tenant_id, conflict_id, partner_id, created_at desc, id desc);

-- A person is of few tenants: told so, the planner does not take (tenant_id, owner) for one row. Degrees of
-- dependency only: no values are kept.
create statistics mediation.rant_messages_dependencies (dependencies)
    on tenant_id, owner_user_id, conflict_id from mediation.rant_messages;

comment on table mediation.rant_messages is 'One message of a partner''s private venting.';
comment on column mediation.rant_messages.tenant_id is 'The couple''s tenant.';
comment on column mediation.rant_messages.id is 'Key; grows with time.';
comment on column mediation.rant_messages.conflict_id is 'The conflict it is about, if any.';
comment on column mediation.rant_messages.owner_user_id is 'Whose it is.';
comment on column mediation.rant_messages.partner_id is 'partner_a or partner_b: the owner''s slot, set by a trigger.';
comment on column mediation.rant_messages.role is 'user or assistant.';
comment on column mediation.rant_messages.content is 'The words.';
comment on column mediation.rant_messages.language is 'BCP 47 tag of the language.';
comment on column mediation.rant_messages.sentiment_score is 'Mood: -1 (negative) to 1 (positive); null until judged.';
comment on column mediation.rant_messages.emotion_tags is 'Emotions found in it, such as frustrated, hurt or angry.';
comment on column mediation.rant_messages.client_key is
    'Key that the client gave, so that the message is made once however often it is sent.';
comment on column mediation.rant_messages.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.rant_messages.created_at is 'When the row was made.';
comment on column mediation.rant_messages.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.rant_messages enable row level security;
alter table mediation.rant_messages force row level security;

grant select on mediation.rant_messages to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, conflict_id, owner_user_id, role, content, language, sentiment_score, emotion_tags,
              client_key, metadata)
    on mediation.rant_messages to palisade_member, palisade_service;
grant update (sentiment_score, emotion_tags, metadata) on mediation.rant_messages to palisade_member, palisade_service;
grant update (deleted_at) on mediation.rant_messages to palisade_definer;

create policy rant_messages_tenant on mediation.rant_messages as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy rant_messages_select_own on mediation.rant_messages for select to palisade_member, palisade_service
    using (owner_user_id = (select palisade.user_id()) and deleted_at is null);

create policy rant_messages_select_tenant on mediation.rant_messages for select to palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy rant_messages_insert_own on mediation.rant_messages for insert to palisade_member, palisade_service
    with check (owner_user_id = (select palisade.user_id()));

create policy rant_messages_update_own on mediation.rant_messages for update to palisade_member, palisade_service
    using      (owner_user_id = (select palisade.user_id()))
    with check (owner_user_id = (select palisade.user_id()));

create policy rant_messages_update_tenant on mediation.rant_messages for update to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger rant_messages_take_partner before insert or update of tenant_id, owner_user_id, partner_id
    on mediation.rant_messages
    for each row execute function mediation.take_partner_from_owner();
