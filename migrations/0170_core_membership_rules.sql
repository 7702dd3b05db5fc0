-- Rules that hold for every membership, whoever writes it: what a couple is, and that somebody runs a tenant.
set local role palisade_owner;

create function core.fit_membership_to_tenant() returns trigger
    language plpgsql
    set search_path = ''
as $$
declare
    tenant_kind text;
begin
    select tenant.kind into tenant_kind from core.tenants as tenant where tenant.id = new.tenant_id;
    if tenant_kind = 'couple' then
        -- Nobody administers a partner's content, so nobody may enter as an admin.
        if new.role <> 'member' or new.partner_slot is null then
            raise exception 'Both partners of a couple are members, each in a slot of their own.'
                using errcode = 'PA409';
        end if;
    elsif new.partner_slot is not null then
        raise exception 'Only couples have partners.' using errcode = 'PA409';
    end if;
    return new;
end
$$;
comment on function core.fit_membership_to_tenant() is
    'Trigger: a couple has two members in slots and no admin; other tenants have no slots.';

create trigger memberships_fit_tenant
    before insert or update of tenant_id, role, partner_slot on core.memberships
    for each row execute function core.fit_membership_to_tenant();

create function core.require_an_admin(tenant_id uuid) returns void
    language plpgsql
    set search_path = ''
as $$
begin
    -- Admins who step down at the same moment follow each other, so that the last one is seen to be the last.
    perform pg_advisory_xact_lock(hashtextextended('core.memberships ' || require_an_admin.tenant_id, 0));
    if not exists (
        select
        from core.memberships as membership
        where membership.tenant_id = require_an_admin.tenant_id
          and membership.role = 'admin' and membership.status = 'active'
    ) then
        raise exception 'Somebody has to run this tenant.'
            using errcode = 'PA409', hint = 'Make somebody else an admin first.';
    end if;
end
$$;
comment on function core.require_an_admin(uuid) is 'Raises PA409 where a tenant has no active admin any more.';

create function core.keep_an_admin() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    -- Erasing a person is not held back by this: privacy's procedures run as the definer.
    if current_user in ('palisade_admin', 'palisade_service') then
        perform core.require_an_admin(old.tenant_id);
    end if;
    return null;
end
$$;
comment on function core.keep_an_admin() is 'Trigger: the last active admin of a tenant stays one.';

grant execute on function core.require_an_admin(uuid) to palisade_admin, palisade_service, palisade_definer;

create trigger memberships_keep_an_admin
    after update of role, status on core.memberships
    for each row when (old.role = 'admin' and old.status = 'active'
                       and (new.role <> 'admin' or new.status <> 'active'))
    execute function core.keep_an_admin();
