-- What an issuer of tokens needs, and nobody else: sign-up, sign-in, and the tenants that a token may be for. Called as
-- palisade_service, outside GraphQL. The hash of a password is compared here and never handed out: the issuer asks for
-- its parameters (algorithm, cost, salt), derives the hash from what was typed, and asks whether it is the one. An
-- address that is not known is answered like a wrong password, by null; the issuer must spend the same time on both.
set local role palisade_owner;

grant create on schema core to palisade_definer;
set local role palisade_definer;

create function core.require_service() returns void
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Not current_user, which is the definer's here.
    if coalesce(nullif(current_setting('role'), 'none'), session_user) <> 'palisade_service' then
        raise exception 'Only an issuer of tokens may do this.' using errcode = 'PA403';
    end if;
end
$$;
comment on function core.require_service() is 'Raises PA403 unless the request role is palisade_service.';

create function core.sign_up(
    email             text,
    password_hash     text,
    display_name      text,
    username          text default null,
    time_zone         text default null,
    default_language  text default null
) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid;
    home   uuid := palisade.uuid_v7();
begin
    perform core.require_service();
    insert into core.users as made (email, username)
    values (lower(sign_up.email), sign_up.username)
    on conflict do nothing
    returning made.id into person;
    if not found then
        return null;
    end if;
    insert into core.user_credentials (user_id, password_hash) values (person, sign_up.password_hash);
    insert into core.tenants (id, kind, time_zone, default_language)
    values (home, 'personal', coalesce(sign_up.time_zone, 'UTC'), coalesce(sign_up.default_language, 'en-US'));
    insert into core.memberships (tenant_id, user_id, role, display_name)
    values (home, person, 'admin', sign_up.display_name);
    return person;
end
$$;
comment on function core.sign_up(text, text, text, text, text, text) is
    'Makes a person with credentials and an account of their own; null where address or name is taken.';

create function core.password_parameters(email text) returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    parameters text;
begin
    perform core.require_service();
    select regexp_replace(credentials.password_hash, '[^$]*$', '')
    into parameters
    from core.users as person
    join core.user_credentials as credentials on credentials.user_id = person.id
    where person.email = lower(password_parameters.email) and person.is_active;
    return parameters;
end
$$;
comment on function core.password_parameters(text) is
    'Algorithm, cost and salt of a person''s hash, without the hash; null for an address that is not known.';

create function core.sign_in(email text, password_hash text) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid;
begin
    perform core.require_service();
    select known.id
    into person
    from core.users as known
    join core.user_credentials as credentials on credentials.user_id = known.id
    where known.email = lower(sign_in.email)
      and known.is_active
      -- Digests, so that the time it takes tells nothing about where two hashes differ.
      and sha256(convert_to(credentials.password_hash, 'UTF8')) = sha256(convert_to(sign_in.password_hash, 'UTF8'));
    if person is not null then
        update core.users as known set last_login = now() where known.id = person;
    end if;
    return person;
end
$$;
comment on function core.sign_in(text, text) is
    'The active person whose address and hash these are, and when they last signed in; null for anybody else.';

create function core.set_password(user_id uuid, password_hash text) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform core.require_service();
    update core.user_credentials as credentials
    set password_hash = set_password.password_hash, password_changed_at = now()
    where credentials.user_id = set_password.user_id;
    return found;
end
$$;
comment on function core.set_password(uuid, text) is
    'Replaces a person''s hash; false where the person has no credentials.';

create function core.set_user_active(user_id uuid, is_active boolean) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform core.require_service();
    update core.users as person set is_active = set_user_active.is_active where person.id = set_user_active.user_id;
    return found;
end
$$;
comment on function core.set_user_active(uuid, boolean) is
    'Keeps a person out of all tenants, at their next request, or lets them in again; false where there is none.';

create function core.tenants_of(user_id uuid)
    returns table (tenant_id uuid, kind text, role text, display_name text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform core.require_service();
    return query
        select membership.tenant_id, tenant.kind, membership.role, membership.display_name
        from core.memberships as membership
        join core.tenants as tenant on tenant.id = membership.tenant_id
        join core.users as person on person.id = membership.user_id
        where membership.user_id = tenants_of.user_id
          and membership.status = 'active' and tenant.status = 'active' and person.is_active
        order by tenant.kind = 'personal' desc, membership.tenant_id;
end
$$;
comment on function core.tenants_of(uuid) is
    'Where an active person may enter, and the most that a token may claim there; their own account first.';

grant execute on function
    core.sign_up(text, text, text, text, text, text), core.password_parameters(text), core.sign_in(text, text),
    core.set_password(uuid, text), core.set_user_active(uuid, boolean), core.tenants_of(uuid)
    to palisade_service;

set local role palisade_owner;
revoke create on schema core from palisade_definer;
