-- Opens a company: the caller is its first admin. Runs as the definer, because the tenant is not the one of the
-- context; the caller is checked by core.make_tenant() first.
set local role palisade_owner;

grant insert (tenant_id, id, name, industry, country_code) on training.companies to palisade_definer;
create policy companies_insert_definer on training.companies for insert to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

grant create on schema training to palisade_definer;
set local role palisade_definer;

create function training.create_company(
    name              text,
    display_name      text,
    industry          text default null,
    country_code      text default null,
    time_zone         text default null,
    default_language  text default null,
    client_key        text default null
) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    made uuid := core.make_tenant('company', 'admin', create_company.display_name, null, create_company.time_zone,
                                  create_company.default_language, create_company.client_key);
begin
    insert into training.companies (tenant_id, id, name, industry, country_code)
    values (made, made, create_company.name, create_company.industry, create_company.country_code)
    on conflict do nothing;
    return made;
end
$$;
comment on function training.create_company(text, text, text, text, text, text, text) is
    'Opens a company with the caller as its first admin, and answers the key of its tenant.';

grant execute on function training.create_company(text, text, text, text, text, text, text)
    to palisade_member, palisade_analyst, palisade_admin;

set local role palisade_owner;
revoke create on schema training from palisade_definer;
