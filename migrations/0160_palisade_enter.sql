-- The door: called once in each request's transaction, after its settings and before its statements.
-- A valid token proves who somebody was when it was signed; this proves that they still belong.
set local role palisade_owner;

grant create on schema palisade to palisade_definer;

-- Owned by the definer, so that its plan depends on no request role and is kept when roles alternate on a
-- connection, and so that roles without a grant on memberships (analysts) are checked as well.
set local role palisade_definer;

create function palisade.enter() returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    request_role    text := current_setting('role');  -- not current_user, which is the definer's here
    membership_role text;
begin
    if request_role = 'none' then
        request_role := session_user;  -- the role switch is off: the login is the request role
    end if;

    if request_role = 'palisade_anon' then
        return;
    end if;

    if request_role = 'palisade_service' then
        perform from core.tenants
        where id = palisade.tenant_id() and status = 'active';
        if not found then
            raise exception 'This job names no active tenant.' using errcode = 'PA403';
        end if;
        return;
    end if;

    select membership.role
    into membership_role
    from core.memberships as membership
    join core.tenants as tenant on tenant.id = membership.tenant_id
    join core.users as person on person.id = membership.user_id
    where membership.tenant_id = palisade.tenant_id()
      and membership.user_id = palisade.user_id()
      and membership.status = 'active'
      and tenant.status = 'active'
      and person.is_active;

    if membership_role is null then
        raise exception 'You have no active membership in this tenant.'
            using errcode = 'PA403', hint = 'Ask an admin of the tenant to renew it, then sign in again.';
    end if;

    if (request_role = 'palisade_admin' and membership_role <> 'admin')
        or (request_role = 'palisade_analyst' and membership_role not in ('analyst', 'admin'))
    then
        raise exception 'Your membership no longer gives you this role.'
            using errcode = 'PA403', hint = 'Sign in again to get a token for the role you have.';
    end if;
end
$$;
comment on function palisade.enter() is
    'Raises PA403 unless the request''s user is active and has an active membership that allows the request''s role.';

revoke execute on function palisade.enter() from public;
grant execute on function palisade.enter() to
    palisade_anon, palisade_member, palisade_analyst, palisade_admin, palisade_service;

set local role palisade_owner;
revoke create on schema palisade from palisade_definer;
