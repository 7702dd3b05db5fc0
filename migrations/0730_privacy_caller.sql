-- Who is asking, and under which name the audit log knows them. For the procedures of this schema alone.
set local role palisade_owner;

grant select (id, kind) on core.tenants to palisade_definer;
grant create on schema privacy to palisade_definer;

set local role palisade_definer;

create function privacy.is_operator() returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    return current_setting('role') in ('none', 'palisade_owner')
        and pg_has_role(session_user, 'palisade_owner', 'member');
comment on function privacy.is_operator() is
    'Whether this is the owner''s login: the worker, or palisade privacy. Never a request.';

create function privacy.require_caller(subject uuid) returns uuid
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant  uuid := palisade.tenant_id();
    person  uuid := palisade.user_id();
    asking  text := current_setting('role');
    is_admin boolean;
begin
    if tenant is null then
        raise exception 'No tenant is named.' using errcode = 'PA403';
    end if;
    if privacy.is_operator() then
        return tenant;
    end if;

    -- The token says who somebody was; the membership says what they are.
    select membership.role = 'admin' and held.kind <> 'couple'
    into is_admin
    from core.memberships as membership
    join core.tenants as held on held.id = membership.tenant_id
    where membership.tenant_id = tenant and membership.user_id = person and membership.status = 'active'
      and held.status = 'active';
    if is_admin is null then
        raise exception 'You have no active membership in this tenant.' using errcode = 'PA403';
    end if;

    if asking = 'palisade_admin' and is_admin then
        return tenant;
    end if;
    if asking in ('palisade_member', 'palisade_admin') and subject = person then
        return tenant;
    end if;
    raise exception 'You may ask this for yourself only.'
        using errcode = 'PA403',
              hint = case when asking = 'palisade_admin' then 'A couple has no admin over what its partners wrote.'
                          else 'An admin of the tenant may ask it for others.' end;
end
$$;
comment on function privacy.require_caller(uuid) is
    'The tenant, if the caller may act for this person there: an admin, the person, or an operator. Else PA403.';

create function privacy.is_acting() returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
    return coalesce((
        select current_setting('palisade.privacy_act', true)
             = encode(sha256(secret.value || convert_to(pg_current_xact_id()::text, 'UTF8')), 'hex')
        from privacy.secrets as secret
        where secret.name = 'acts'), false);
comment on function privacy.is_acting() is
    'Whether a privacy procedure is at work in this transaction. A setting alone proves nothing; the hash does.';

create function privacy.begin_acting() returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    perform set_config('palisade.privacy_act',
        encode(sha256(secret.value || convert_to(pg_current_xact_id()::text, 'UTF8')), 'hex'), true)
    from privacy.secrets as secret
    where secret.name = 'acts';
end
$$;
comment on function privacy.begin_acting() is 'Lets the triggers know that a privacy procedure is at work.';

create function privacy.actor() returns uuid
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    tenant uuid := palisade.tenant_id();
    person uuid := palisade.user_id();
    found  uuid;
begin
    if tenant is null or person is null or current_setting('role') = 'palisade_service' then
        return null;
    end if;
    select actor.id into found from privacy.actors as actor where actor.tenant_id = tenant and actor.user_id = person;
    if found is not null or coalesce(current_setting('palisade.privacy_act', true), '') <> '' then
        return found;  -- an erasure must not name the erased anew
    end if;
    insert into privacy.actors (tenant_id, user_id)
    select membership.tenant_id, membership.user_id from core.memberships as membership
    where membership.tenant_id = tenant and membership.user_id = person
    on conflict (tenant_id, user_id) do nothing
    returning id into found;
    if found is null then
        select actor.id into found from privacy.actors as actor where actor.tenant_id = tenant and actor.user_id = person;
    end if;
    return found;
end
$$;
comment on function privacy.actor() is 'The request''s user, as the audit log names them; null for jobs and operators.';

create function privacy.actor_of(tenant uuid, person uuid) returns uuid
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
    return (select actor.id from privacy.actors as actor where actor.tenant_id = $1 and actor.user_id = $2);
comment on function privacy.actor_of(uuid, uuid) is 'A person, as the audit log names them, if it ever did.';

create function privacy.note(operation text, relation text, row_key text, request text, columns text[]) returns void
    language sql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    insert into privacy.audit_log (tenant_id, actor, role, request_id, operation, relation, row_key, columns)
    values (coalesce(palisade.tenant_id(), '00000000-0000-0000-0000-000000000000'), privacy.actor(), coalesce(nullif(current_setting('role'), 'none'), session_user),
            coalesce($4, nullif(current_setting('palisade.request_id', true), '')), $1, $2, $3, $5);
end;
comment on function privacy.note(text, text, text, text, text[]) is 'Writes one entry of the audit log.';
