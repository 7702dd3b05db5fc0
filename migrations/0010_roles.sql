-- Roles of the cluster and what they may do in this database. No tenant: nothing here holds rows.
-- Roles belong to the cluster, so several databases share them, perhaps migrated at the same moment: each step
-- looks before it acts, the first migration holds the others back, and a lost race is tried again.
do $$
declare
    attempt integer;
    wanted  record;
    granted text;
begin
    begin
        -- Shared catalog, hence one lock for all databases of the cluster; logging in is not held back by it.
        lock table pg_catalog.pg_authid in share row exclusive mode;
    exception when insufficient_privilege then
        null;  -- not a superuser: the retries below serve instead
    end;

    for attempt in 1 .. 10 loop
        begin
            for wanted in
                select *
                from (values
                    ('palisade_owner',         'nologin noinherit', false),
                    ('palisade_definer',       'nologin noinherit', true),
                    ('palisade_authenticator', 'login noinherit',   false),
                    ('palisade_anon',          'nologin noinherit', false),
                    ('palisade_member',        'nologin noinherit', false),
                    ('palisade_analyst',       'nologin noinherit', false),
                    ('palisade_admin',         'nologin noinherit', false),
                    ('palisade_service',       'nologin noinherit', false)
                ) as role (name, attributes, bypasses_rls)
                where not exists (select from pg_catalog.pg_roles where rolname = role.name)
            loop
                begin
                    execute format('create role %I %s nosuperuser nocreatedb nocreaterole noreplication %s',
                        wanted.name, wanted.attributes,
                        case when wanted.bypasses_rls then 'bypassrls' else 'nobypassrls' end);
                exception when insufficient_privilege then
                    if not wanted.bypasses_rls then
                        raise;
                    end if;
                    -- The host keeps BYPASSRLS to itself. What needs it later must have policies of its own.
                    execute format('create role %I %s', wanted.name, wanted.attributes);
                    raise warning 'role % is made without BYPASSRLS, which this login may not give', wanted.name;
                end;
            end loop;

            for granted in
                select role.name
                from unnest(array['palisade_anon', 'palisade_member', 'palisade_analyst', 'palisade_admin',
                                  'palisade_service']) as role (name)
                where not exists (
                    select
                    from pg_catalog.pg_auth_members as membership
                    where membership.roleid = role.name::regrole
                      and membership.member = 'palisade_authenticator'::regrole
                )
            loop
                execute format('grant %I to palisade_authenticator', granted);
            end loop;

            -- A login that is no superuser must be able to act as the roles that own the objects.
            for granted in
                select role.name
                from unnest(array['palisade_owner', 'palisade_definer']) as role (name)
                where not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
                  and not exists (
                    select
                    from pg_catalog.pg_auth_members as membership
                    where membership.roleid = role.name::regrole
                      and membership.member = current_user::regrole
                      and pg_catalog.pg_has_role(current_user, role.name, 'usage')
                  )
            loop
                execute format('grant %I to %I', granted, current_user);
            end loop;
            exit;
        exception when unique_violation or duplicate_object or internal_error then
            if attempt = 10 then
                raise;
            end if;
            perform pg_sleep(0.05 * attempt);
        end;
    end loop;

    -- A role that was there already may be more than it should be: refuse rather than build on it.
    for wanted in
        select rolname as name
        from pg_catalog.pg_roles
        where rolname in ('palisade_owner', 'palisade_authenticator', 'palisade_anon', 'palisade_member',
                          'palisade_analyst', 'palisade_admin', 'palisade_service')
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
    loop
        raise exception 'role % exists with privileges that it must not have', wanted.name
            using hint = format('alter role %I nosuperuser nobypassrls nocreaterole nocreatedb noreplication;',
                                wanted.name);
    end loop;

    -- Names of databases are not known to a migration, and ACLs of a database are its own row.
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to palisade_authenticator', current_database());
    execute format('grant create on database %I to palisade_owner', current_database());
end
$$;

revoke all on schema public from public;

create schema if not exists palisade;  -- the migration runner may have made it for its own table
alter schema palisade owner to palisade_owner;

alter default privileges for role palisade_owner revoke execute on functions from public;
alter default privileges for role palisade_owner revoke usage on types from public;
alter default privileges for role palisade_definer revoke execute on functions from public;
