-- A person's identity, over all tenants. No tenant: a row belongs to the person (id = the request's user).
-- Read by the person only; others know them by their membership. Written by sign-up and privacy functions.
set local role palisade_owner;

create table core.users (
    id                 uuid         not null default gen_random_uuid(),
    email              text         not null,
    username           text,
    is_active          boolean      not null default true,
    subscription_tier  text         not null default 'free',
    last_login         timestamptz,
    created_at         timestamptz  not null default now(),
    updated_at         timestamptz  not null default now(),
    constraint users_pkey primary key (id),
    constraint users_email_key unique (email),          -- global: an identity is one in all tenants
    constraint users_username_key unique (username),
    constraint users_email_is_lower_case check (email = lower(email) and email like '%_@_%' and length(email) <= 255),
    constraint users_username_length check (length(username) between 1 and 100),
    constraint users_subscription_tier_known check (subscription_tier in ('free', 'pro', 'enterprise'))
);

comment on table core.users is 'A person who can sign in, once over all tenants.';
comment on column core.users.id is 'Key; the user id of the person''s tokens. Random, so that it tells no time.';
comment on column core.users.email is 'Address for signing in; lower case, unique over all tenants.';
comment on column core.users.username is 'Name for signing in, where the person chose one.';
comment on column core.users.is_active is 'False: the person may not sign in anywhere.';
comment on column core.users.subscription_tier is 'free, pro or enterprise.';
comment on column core.users.last_login is 'When the person last signed in.';
comment on column core.users.created_at is 'When the person signed up.';
comment on column core.users.updated_at is 'When the row last changed; kept by a trigger.';

alter table core.users enable row level security;
alter table core.users force row level security;

grant select on core.users to palisade_member, palisade_analyst, palisade_admin, palisade_service;
grant select (id, email, is_active) on core.users to palisade_definer;
grant insert (email, username) on core.users to palisade_definer;
grant update (is_active, last_login) on core.users to palisade_definer;

create policy users_self on core.users as restrictive to public
    using      (id = (select palisade.user_id()))
    with check (id = (select palisade.user_id()));

create policy users_select_self on core.users for select
    to palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer
    using (id = (select palisade.user_id()));

create trigger users_touch before update on core.users
    for each row execute function palisade.touch_row();
