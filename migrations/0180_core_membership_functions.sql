-- Joining and leaving. They run as the definer, because a person who joins is not in the tenant yet, and one who leaves
-- may not write their own status. Each checks first who calls: enter() proves an active membership in the tenant of the
-- context; who accepts is known by the address of their account alone.
set local role palisade_owner;

grant create on schema core to palisade_definer;
set local role palisade_definer;

create function core.caller() returns core.memberships
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    found_membership core.memberships;
begin
    perform palisade.enter();
    select membership.tenant_id, membership.user_id, membership.role, membership.status, membership.display_name,
           membership.partner_slot
    into found_membership.tenant_id, found_membership.user_id, found_membership.role, found_membership.status,
         found_membership.display_name, found_membership.partner_slot
    from core.memberships as membership
    where membership.tenant_id = palisade.tenant_id() and membership.user_id = palisade.user_id();
    return found_membership;
end
$$;
comment on function core.caller() is 'The caller''s membership, proved; times are left out.';

create function core.require_person() returns uuid
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    person uuid;
begin
    select known.id into person from core.users as known where known.id = palisade.user_id() and known.is_active;
    if person is null then
        raise exception 'Sign in to do this.' using errcode = 'PA403';
    end if;
    return person;
end
$$;
comment on function core.require_person() is 'The caller, where that is an active person; PA403 otherwise.';

create function core.make_tenant(
    kind              text,
    role              text,
    display_name      text,
    partner_slot      text,
    time_zone         text,
    default_language  text,
    client_key        text
) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid := core.require_person();
    made   uuid;
begin
    -- The same key of the same person always makes the same tenant, so that a retry makes none.
    made := case when make_tenant.client_key is null then palisade.uuid_v7()
                 else md5(person || ' ' || make_tenant.kind || ' ' || make_tenant.client_key)::uuid end;
    if exists (select from core.memberships as own where own.tenant_id = made and own.user_id = person) then
        return made;
    end if;
    if (select count(*) from core.memberships as own where own.user_id = person and own.status = 'active') >= 50 then
        raise exception 'You are in too many tenants to open another one.' using errcode = 'PA409';
    end if;
    insert into core.tenants (id, kind, time_zone, default_language)
    values (made, make_tenant.kind, coalesce(make_tenant.time_zone, 'UTC'),
            coalesce(make_tenant.default_language, 'en-US'));
    insert into core.memberships (tenant_id, user_id, role, display_name, partner_slot)
    values (made, person, make_tenant.role, make_tenant.display_name, make_tenant.partner_slot);
    return made;
end
$$;
comment on function core.make_tenant(text, text, text, text, text, text, text) is
    'Makes a tenant with the caller in it; for the modules'' functions, which add what is theirs.';

create function core.create_personal_account(
    display_name text, time_zone text default null, default_language text default null, client_key text default null
) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid := core.require_person();
    home   uuid;
begin
    select own.tenant_id
    into home
    from core.memberships as own
    join core.tenants as tenant on tenant.id = own.tenant_id
    where own.user_id = person and tenant.kind = 'personal' and tenant.status = 'active'
    order by own.tenant_id
    limit 1;
    return coalesce(home, core.make_tenant('personal', 'admin', create_personal_account.display_name, null,
                                           create_personal_account.time_zone,
                                           create_personal_account.default_language,
                                           create_personal_account.client_key));
end
$$;
comment on function core.create_personal_account(text, text, text, text) is
    'Makes the caller''s own account; answers the one they have.';

create function core.add_member(email text, role text default 'member', display_name text default null)
    returns core.invitations
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    own         core.memberships := core.caller();
    tenant_kind text := (select tenant.kind from core.tenants as tenant where tenant.id = palisade.tenant_id());
    slot        text;
    wanted      text := coalesce(add_member.role, 'member');
    address     text := lower(btrim(add_member.email));
    asked       core.invitations;
begin
    if tenant_kind = 'couple' then
        wanted := 'member';
        slot := case own.partner_slot when 'partner_a' then 'partner_b' else 'partner_a' end;
        if exists (
            select
            from core.memberships as taken
            where taken.tenant_id = palisade.tenant_id() and taken.partner_slot = slot
        ) then
            raise exception 'This couple has both its partners.' using errcode = 'PA409';
        end if;
        -- One partner at a time: a second address takes the place of the first.
        update core.invitations as earlier
        set status = 'withdrawn'
        where earlier.tenant_id = palisade.tenant_id() and earlier.status = 'open' and earlier.email <> address;
    elsif tenant_kind = 'personal' then
        raise exception 'A personal account is for one person.' using errcode = 'PA409';
    elsif own.role is distinct from 'admin'
        or coalesce(nullif(current_setting('role'), 'none'), session_user) <> 'palisade_admin'
    then
        raise exception 'Only admins add members.' using errcode = 'PA403';
    end if;

    insert into core.invitations as invitation (
        tenant_id, email, role, display_name, partner_slot, invited_by_user_id)
    values (
        palisade.tenant_id(), address, wanted, coalesce(add_member.display_name, split_part(address, '@', 1)), slot,
        palisade.user_id())
    on conflict (tenant_id, email) where status = 'open' do update
        set role = excluded.role, display_name = excluded.display_name, expires_at = now() + interval '14 days',
            invited_by_user_id = excluded.invited_by_user_id
    returning invitation.* into asked;
    return asked;
end
$$;
comment on function core.add_member(text, text, text) is
    'Asks a person into the tenant by their address. The answer is the same whether they have an account or not.';

create function core.my_invitations()
    returns table (
        id uuid, tenant_id uuid, tenant_kind text, role text, display_name text, invited_by text,
        created_at timestamptz, expires_at timestamptz
    )
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid := core.require_person();
begin
    return query
        select invitation.id, invitation.tenant_id, tenant.kind, invitation.role, invitation.display_name,
               asking.display_name, invitation.created_at, invitation.expires_at
        from core.users as known
        join core.invitations as invitation on invitation.email = known.email
        join core.tenants as tenant on tenant.id = invitation.tenant_id
        left join core.memberships as asking
            on asking.tenant_id = invitation.tenant_id and asking.user_id = invitation.invited_by_user_id
        where known.id = person
          and invitation.status = 'open' and invitation.expires_at > now() and tenant.status = 'active'
        order by invitation.created_at desc, invitation.id;
end
$$;
comment on function core.my_invitations() is 'The open invitations to the address of the caller''s account.';

create function core.accept_invitation(invitation_id uuid) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid := core.require_person();
    asked  core.invitations;
begin
    select invitation.*
    into asked
    from core.users as known
    join core.invitations as invitation on invitation.email = known.email
    join core.tenants as tenant on tenant.id = invitation.tenant_id
    where known.id = person
      and invitation.id = accept_invitation.invitation_id
      and tenant.status = 'active'
      and (invitation.status = 'open' and invitation.expires_at > now()
           or invitation.status = 'accepted' and invitation.accepted_by_user_id = person)
    for no key update of invitation;
    if not found then
        raise exception 'There is no such invitation for you.'
            using errcode = 'PA404', hint = 'It may have expired: ask for another one.';
    end if;
    if asked.status = 'accepted' then
        return asked.tenant_id;
    end if;

    -- Somebody who was here before comes back as what they are asked to be; of a couple, to the slot they had.
    insert into core.memberships as membership (tenant_id, user_id, role, status, display_name, partner_slot)
    values (asked.tenant_id, person, asked.role, 'active', asked.display_name, asked.partner_slot)
    on conflict (tenant_id, user_id) do update
        -- Who is here already stays what they are: an admin does not step down by an invitation.
        set role = case membership.status when 'active' then membership.role else excluded.role end,
            display_name = case membership.status when 'active' then membership.display_name
                                else excluded.display_name end,
            status = 'active'
        where membership.status <> 'suspended';
    if not found then
        raise exception 'You are suspended in this tenant.' using errcode = 'PA409';
    end if;
    update core.invitations as invitation
    set status = 'accepted', accepted_by_user_id = person
    where invitation.tenant_id = asked.tenant_id and invitation.id = asked.id;
    return asked.tenant_id;
end
$$;
comment on function core.accept_invitation(uuid) is
    'Joins the tenant of an invitation to the caller''s address, and answers its key; sent once more, the same.';

create function core.decline_invitation(invitation_id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    person uuid := core.require_person();
begin
    update core.invitations as invitation
    set status = 'declined'
    from core.users as known
    where known.id = person and invitation.email = known.email
      and invitation.id = decline_invitation.invitation_id and invitation.status in ('open', 'declined');
    if not found then
        raise exception 'There is no such invitation for you.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function core.decline_invitation(uuid) is 'Declines an invitation to the caller''s address.';

create function core.withdraw_invitation(invitation_id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    own core.memberships := core.caller();
begin
    update core.invitations as invitation
    set status = 'withdrawn'
    where invitation.tenant_id = palisade.tenant_id()
      and invitation.id = withdraw_invitation.invitation_id
      and invitation.status in ('open', 'withdrawn')
      and (invitation.invited_by_user_id = own.user_id or own.role = 'admin');
    if not found then
        raise exception 'There is no such invitation.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function core.withdraw_invitation(uuid) is
    'Takes back an invitation that the caller sent, or, for admins, any of the tenant.';

create function core.leave_tenant() returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    own         core.memberships := core.caller();
    tenant_kind text := (select tenant.kind from core.tenants as tenant where tenant.id = palisade.tenant_id());
begin
    if own.user_id is null then
        raise exception 'You have no membership in this tenant.' using errcode = 'PA403';
    end if;
    if tenant_kind = 'personal' then
        raise exception 'Your own account cannot be left.' using errcode = 'PA409', hint = 'Have it erased instead.';
    end if;
    update core.memberships as membership
    set status = 'ended'
    where membership.tenant_id = palisade.tenant_id() and membership.user_id = own.user_id;
    if own.role = 'admin' then
        perform core.require_an_admin(palisade.tenant_id());
    end if;
    return true;
end
$$;
comment on function core.leave_tenant() is
    'Ends the caller''s membership; what they wrote stays until it is erased. The last admin cannot leave.';

grant execute on function
    core.create_personal_account(text, text, text, text), core.my_invitations(), core.accept_invitation(uuid),
    core.decline_invitation(uuid), core.leave_tenant()
    to palisade_member, palisade_analyst, palisade_admin;
grant execute on function core.add_member(text, text, text), core.withdraw_invitation(uuid)
    to palisade_member, palisade_admin;

set local role palisade_owner;
revoke create on schema core from palisade_definer;

-- An admin may write these columns by policy; the functions are for clients, and say what is not there.
create function core.set_member_role(user_id uuid, role text) returns core.memberships
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    changed core.memberships;
begin
    update core.memberships as membership
    set role = set_member_role.role
    where membership.tenant_id = palisade.tenant_id() and membership.user_id = set_member_role.user_id
      and membership.status <> 'ended'
    returning membership.* into changed;
    if not found then
        raise exception 'There is no such member.' using errcode = 'PA404';
    end if;
    return changed;
end
$$;
comment on function core.set_member_role(uuid, text) is 'Says what a member is; the last admin stays one.';

create function core.set_member_status(user_id uuid, status text) returns core.memberships
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    changed core.memberships;
begin
    if set_member_status.status is null or set_member_status.status not in ('active', 'suspended') then
        raise exception 'A member is made active or suspended; use removeMember to end a membership.'
            using errcode = 'PA400';
    end if;
    update core.memberships as membership
    set status = set_member_status.status
    where membership.tenant_id = palisade.tenant_id() and membership.user_id = set_member_status.user_id
      and membership.status in ('active', 'suspended')
    returning membership.* into changed;
    if not found then
        raise exception 'There is no such member.' using errcode = 'PA404';
    end if;
    return changed;
end
$$;
comment on function core.set_member_status(uuid, text) is
    'Keeps a member out for now, or lets them in again; the last active admin stays in.';

create function core.remove_member(user_id uuid) returns core.memberships
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    ended core.memberships;
begin
    update core.memberships as membership
    set status = 'ended'
    where membership.tenant_id = palisade.tenant_id() and membership.user_id = remove_member.user_id
    returning membership.* into ended;
    if not found then
        raise exception 'There is no such member.' using errcode = 'PA404';
    end if;
    return ended;
end
$$;
comment on function core.remove_member(uuid) is
    'Ends a membership; what the person wrote stays until it is erased. The last admin stays.';

grant execute on function
    core.set_member_role(uuid, text), core.set_member_status(uuid, text), core.remove_member(uuid)
    to palisade_admin, palisade_service;
