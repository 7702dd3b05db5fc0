-- How a person wants the products to behave. No tenant: a row belongs to the person (user_id).
-- Read and written by the person only.
set local role palisade_owner;

create table core.user_preferences (
    user_id                uuid         not null default palisade.user_id(),
    personality            text         not null default 'friend',
    presence_level         text         not null default 'full',
    language               text         not null default 'en',
    voice_settings         jsonb        not null default '{}',
    notification_settings  jsonb        not null default '{}',
    privacy_settings       jsonb        not null default '{}',
    updated_at             timestamptz  not null default now(),
    constraint user_preferences_pkey primary key (user_id),
    constraint user_preferences_user_fkey foreign key (user_id) references core.users (id) on delete cascade,
    constraint user_preferences_personality_is_word check (personality ~ '^[a-z][a-z0-9_]{0,49}$'),
    constraint user_preferences_presence_level_is_word check (presence_level ~ '^[a-z][a-z0-9_]{0,49}$'),
    constraint user_preferences_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint user_preferences_voice_is_object check (jsonb_typeof(voice_settings) = 'object'),
    constraint user_preferences_notification_is_object check (jsonb_typeof(notification_settings) = 'object'),
    constraint user_preferences_privacy_is_object check (jsonb_typeof(privacy_settings) = 'object')
);

comment on table core.user_preferences is 'One person''s preferences, the same in all tenants.';
comment on column core.user_preferences.user_id is 'Whose preferences.';
comment on column core.user_preferences.personality is 'How the assistant speaks, such as friend or coach.';
comment on column core.user_preferences.presence_level is 'How much the assistant takes part, such as full or quiet.';
comment on column core.user_preferences.language is 'BCP 47 tag of the interface.';
comment on column core.user_preferences.voice_settings is 'Voice, speed and pitch, as the apps agree on them.';
comment on column core.user_preferences.notification_settings is 'Which notifications, by channel.';
comment on column core.user_preferences.privacy_settings is 'What the person shares.';
comment on column core.user_preferences.updated_at is 'When the row last changed; kept by a trigger.';

alter table core.user_preferences enable row level security;
alter table core.user_preferences force row level security;

grant select on core.user_preferences
    to palisade_member, palisade_analyst, palisade_admin, palisade_service;
grant insert (user_id, personality, presence_level, language, voice_settings, notification_settings, privacy_settings)
    on core.user_preferences to palisade_member, palisade_analyst, palisade_admin, palisade_service;
grant update (personality, presence_level, language, voice_settings, notification_settings, privacy_settings)
    on core.user_preferences to palisade_member, palisade_analyst, palisade_admin, palisade_service;

create policy user_preferences_self on core.user_preferences as restrictive to public
    using      (user_id = (select palisade.user_id()))
    with check (user_id = (select palisade.user_id()));

create policy user_preferences_select_self on core.user_preferences for select
    to palisade_member, palisade_analyst, palisade_admin, palisade_service
    using (user_id = (select palisade.user_id()));

create policy user_preferences_insert_self on core.user_preferences for insert
    to palisade_member, palisade_analyst, palisade_admin, palisade_service
    with check (user_id = (select palisade.user_id()));

create policy user_preferences_update_self on core.user_preferences for update
    to palisade_member, palisade_analyst, palisade_admin, palisade_service
    using      (user_id = (select palisade.user_id()))
    with check (user_id = (select palisade.user_id()));

create trigger user_preferences_touch before update on core.user_preferences
    for each row execute function palisade.touch_row();
