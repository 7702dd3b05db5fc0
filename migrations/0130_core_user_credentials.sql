-- What proves who somebody is. No tenant and no policy: no request role ever reads or writes it; the definer does, for
-- the functions of 0190 alone.
set local role palisade_owner;

create table core.user_credentials (
    user_id              uuid         not null,
    password_hash        text         not null,
    password_changed_at  timestamptz  not null default now(),
    constraint user_credentials_pkey primary key (user_id),
    constraint user_credentials_user_fkey foreign key (user_id) references core.users (id) on delete cascade,
    constraint user_credentials_password_is_hashed check (password_hash like '$%$%')
);

comment on table core.user_credentials is 'Secrets of sign-in, for the authentication function alone.';
comment on column core.user_credentials.user_id is 'Whose secret.';
comment on column core.user_credentials.password_hash is 'Modular crypt format, salted; never leaves the database.';
comment on column core.user_credentials.password_changed_at is 'When the password was set.';

alter table core.user_credentials enable row level security;
alter table core.user_credentials force row level security;

grant select, insert (user_id, password_hash), update (password_hash, password_changed_at)
    on core.user_credentials to palisade_definer;

create policy user_credentials_closed on core.user_credentials as restrictive to public
    using      (false)
    with check (false);
