-- Opens an organization of coaches: the caller is its first admin. Runs as the definer, because the tenant is not the
-- one of the context; the caller is checked by core.make_tenant() first.
set local role palisade_owner;

grant insert (tenant_id, id, name) on coaching.organizations to palisade_definer;
create policy organizations_insert_definer on coaching.organizations for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

grant create on schema coaching to palisade_definer;
set local role palisade_definer;

create function coaching.create_organization(
    name              text,
    display_name      text,
    time_zone         text default null,
    default_language  text default null,
    client_key        text default null
) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    made uuid := core.make_tenant('organization', 'admin', create_organization.display_name, null,
                                  create_organization.time_zone, create_organization.default_language,
                                  create_organization.client_key);
begin
    insert into coaching.organizations (tenant_id, id, name)
    values (made, made, create_organization.name)
    on conflict do nothing;
    return made;
end
$$;
comment on function coaching.create_organization(text, text, text, text, text) is
    'Opens an organization with the caller as its first admin, and answers the key of its tenant.';

grant execute on function coaching.create_organization(text, text, text, text, text)
    to palisade_member, palisade_analyst, palisade_admin;

set local role palisade_owner;
revoke create on schema coaching from palisade_definer;
