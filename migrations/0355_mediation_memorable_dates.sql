-- A day that a couple keeps: an anniversary, a birthday, a first. Tenant: tenant_id. Seen and kept by both partners.
set local role palisade_owner;

create table mediation.memorable_dates (
    tenant_id             uuid         not null default palisade.tenant_id(),
    id                    uuid         not null default palisade.uuid_v7(),
    created_by_user_id    uuid         default palisade.user_id(),
    partner_id            text,
    event_type            text         not null,
    title                 text         not null,
    description           text,
    event_date            date         not null,
    is_recurring          boolean      not null default true,
    reminder_days_before  integer      not null default 7,
    reminder_enabled      boolean      not null default true,
    last_reminded_at      timestamptz,
    color_tag             text         not null default '#f59e0b',
    icon                  text,
    client_key            text,
    metadata              jsonb        not null default '{}',
    version               integer      not null default 1,
    created_at            timestamptz  not null default now(),
    updated_at            timestamptz  not null default now(),
    deleted_at            timestamptz,
    constraint memorable_dates_pkey primary key (tenant_id, id),
    constraint memorable_dates_client_key_key unique (tenant_id, client_key),
    constraint memorable_dates_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint memorable_dates_created_by_fkey foreign key (tenant_id, created_by_user_id)
        references core.memberships (tenant_id, user_id) on delete set null (created_by_user_id),
    constraint memorable_dates_partner_known check (partner_id in ('partner_a', 'partner_b')),
    constraint memorable_dates_type_known check (event_type in ('anniversary', 'birthday', 'first_date', 'milestone')),
    constraint memorable_dates_title_length check (length(title) between 1 and 200),
    constraint memorable_dates_description_length check (length(description) <= 10000),
    constraint memorable_dates_date_sensible check (event_date between date '1800-01-01' and date '2300-12-31'),
    constraint memorable_dates_reminder_days_in_range check (reminder_days_before between 0 and 365),
    constraint memorable_dates_color_tag_form check (color_tag ~ '^#[0-9a-fA-F]{6}$'),
    constraint memorable_dates_icon_length check (length(icon) between 1 and 32),
    constraint memorable_dates_client_key_length check (length(client_key) between 1 and 200),
    constraint memorable_dates_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index memorable_dates_date_idx on mediation.memorable_dates (tenant_id, event_date, id);
create index memorable_dates_recurring_idx on mediation.memorable_dates (tenant_id, event_date, id) where is_recurring;
create index memorable_dates_created_by_idx on mediation.memorable_dates (tenant_id, created_by_user_id);

comment on table mediation.memorable_dates is 'A day that the couple does not want to forget.';
comment on column mediation.memorable_dates.tenant_id is 'The couple''s tenant.';
comment on column mediation.memorable_dates.id is 'Key; grows with time.';
comment on column mediation.memorable_dates.created_by_user_id is
    'Who entered it; null once that person''s account is gone.';
comment on column mediation.memorable_dates.partner_id is
    'Whose day it is: partner_a or partner_b; null for the couple''s.';
comment on column mediation.memorable_dates.event_type is 'anniversary, birthday, first_date or milestone.';
comment on column mediation.memorable_dates.title is 'Name of the day.';
comment on column mediation.memorable_dates.description is 'What it is about.';
comment on column mediation.memorable_dates.event_date is 'The day itself, as it was the first time.';
comment on column mediation.memorable_dates.is_recurring is 'Whether it comes back every year.';
comment on column mediation.memorable_dates.reminder_days_before is 'How many days before the couple is reminded.';
comment on column mediation.memorable_dates.reminder_enabled is 'Whether the couple is reminded.';
comment on column mediation.memorable_dates.last_reminded_at is 'When the couple was last reminded of it.';
comment on column mediation.memorable_dates.color_tag is 'Colour in the calendar: # and six hexadecimal digits.';
comment on column mediation.memorable_dates.icon is 'Symbol in the calendar, such as an emoji.';
comment on column mediation.memorable_dates.client_key is
    'Key that the client gave, so that the day is made once however often it is sent.';
comment on column mediation.memorable_dates.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.memorable_dates.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column mediation.memorable_dates.created_at is 'When the row was made.';
comment on column mediation.memorable_dates.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.memorable_dates.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.memorable_dates enable row level security;
alter table mediation.memorable_dates force row level security;

grant select on mediation.memorable_dates to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, created_by_user_id, partner_id, event_type, title, description, event_date, is_recurring,
              reminder_days_before, reminder_enabled, color_tag, icon, client_key, metadata)
    on mediation.memorable_dates to palisade_member, palisade_service;
grant update (partner_id, event_type, title, description, event_date, is_recurring, reminder_days_before,
              reminder_enabled, last_reminded_at, color_tag, icon, metadata, version)
    on mediation.memorable_dates to palisade_member, palisade_service;
grant update (deleted_at) on mediation.memorable_dates to palisade_definer;

create policy memorable_dates_tenant on mediation.memorable_dates as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy memorable_dates_select_present on mediation.memorable_dates for select to palisade_member
    using (tenant_id = (select palisade.tenant_id()) and deleted_at is null);

create policy memorable_dates_select_tenant on mediation.memorable_dates for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy memorable_dates_insert_tenant on mediation.memorable_dates for insert to palisade_member, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy memorable_dates_update_tenant on mediation.memorable_dates for update
    to palisade_member, palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger memorable_dates_touch before update on mediation.memorable_dates
    for each row execute function palisade.touch_versioned_row();
