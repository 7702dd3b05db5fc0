-- A coach. Tenant: tenant_id. Person: user_id, where they have an account. Seen by everyone in the organization but
-- analysts; a coach keeps their own row, an admin the list. Only the service says whose account a coach is: whoever
-- could, would read that coach's clients in their place.
set local role palisade_owner;

create table coaching.coaches (
    tenant_id                 uuid         not null default palisade.tenant_id(),
    id                        uuid         not null default palisade.uuid_v7(),
    user_id                   uuid,
    email                     text         not null,
    name                      text         not null,
    voice_profile             jsonb        not null default '{}',
    notification_preferences  jsonb        not null default '{}',
    is_active                 boolean      not null default true,
    last_login                timestamptz,
    version                   integer      not null default 1,
    created_at                timestamptz  not null default now(),
    updated_at                timestamptz  not null default now(),
    constraint coaches_pkey primary key (tenant_id, id),
    constraint coaches_email_key unique (tenant_id, email),
    constraint coaches_user_key unique (tenant_id, user_id),
    constraint coaches_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint coaches_membership_fkey foreign key (tenant_id, user_id)
        references core.memberships (tenant_id, user_id) on delete set null (user_id),
    constraint coaches_email_is_lower_case
        check (email = lower(email) and email like '%_@_%' and length(email) <= 255),
    constraint coaches_name_length check (length(name) between 1 and 255),
    constraint coaches_voice_profile_is_object check (jsonb_typeof(voice_profile) = 'object'),
    constraint coaches_notification_is_object check (jsonb_typeof(notification_preferences) = 'object')
);

create index coaches_name_idx on coaching.coaches (tenant_id, name, id);

comment on table coaching.coaches is 'A coach of the organization.';
comment on column coaching.coaches.tenant_id is 'The organization''s tenant.';
comment on column coaching.coaches.id is 'Key; grows with time.';
comment on column coaching.coaches.user_id is
    'The person''s account, linked by the service; null while there is none and after anonymizing.';
comment on column coaching.coaches.email is 'Address at work; lower case, unique in the organization.';
comment on column coaching.coaches.name is 'Name that clients see.';
comment on column coaching.coaches.voice_profile is
    'How the coach writes, for drafts in their voice: tone, phrases, length.';
comment on column coaching.coaches.notification_preferences is 'Which notifications, by channel.';
comment on column coaching.coaches.is_active is 'False for coaches who have left.';
comment on column coaching.coaches.last_login is 'When the coach last signed in to this organization.';
comment on column coaching.coaches.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.coaches.created_at is 'When the coach was added.';
comment on column coaching.coaches.updated_at is 'When the row last changed; kept by a trigger.';

alter table coaching.coaches enable row level security;
alter table coaching.coaches force row level security;

grant select on coaching.coaches to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, id, user_id, name, is_active) on coaching.coaches to palisade_definer;
grant insert (tenant_id, email, name, voice_profile, notification_preferences, is_active)
    on coaching.coaches to palisade_admin, palisade_service;
grant insert (user_id) on coaching.coaches to palisade_service;
grant update (name, voice_profile, notification_preferences, version) on coaching.coaches to palisade_member;
grant update (email, name, voice_profile, notification_preferences, is_active, version)
    on coaching.coaches to palisade_admin, palisade_service;
grant update (user_id, last_login) on coaching.coaches to palisade_service;
grant delete on coaching.coaches to palisade_service;

create policy coaches_tenant on coaching.coaches as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy coaches_select_tenant on coaching.coaches for select
    to palisade_member, palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy coaches_insert_tenant on coaching.coaches for insert to palisade_admin, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy coaches_update_self on coaching.coaches for update to palisade_member
    using      (user_id = (select palisade.user_id()))
    with check (user_id = (select palisade.user_id()));

create policy coaches_update_tenant on coaching.coaches for update to palisade_admin, palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy coaches_delete_tenant on coaching.coaches for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger coaches_touch before update on coaching.coaches
    for each row execute function palisade.touch_versioned_row();
