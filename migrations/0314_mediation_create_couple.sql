-- Opens a couple: the caller is its first partner, the other is asked to join by address. Runs as the definer, because
-- the tenant is not the one of the context; the caller is checked by core.make_tenant() first.
set local role palisade_owner;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.create_couple(
    display_name      text,
    partner_name      text default null,
    time_zone         text default null,
    default_language  text default null,
    client_key        text default null
) returns uuid
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    made uuid := core.make_tenant('couple', 'member', create_couple.display_name, 'partner_a', create_couple.time_zone,
                                  create_couple.default_language, create_couple.client_key);
begin
    insert into mediation.relationships (tenant_id, id, partner_a_name, partner_b_name)
    values (made, made, create_couple.display_name, create_couple.partner_name)
    on conflict do nothing;
    -- The membership was there first.
    update mediation.relationships as relationship
    set partner_a_id = palisade.user_id()
    where relationship.tenant_id = made and relationship.partner_a_id is null
      and relationship.partner_b_id is distinct from palisade.user_id();
    return made;
end
$$;
comment on function mediation.create_couple(text, text, text, text, text) is
    'Opens a couple with the caller as its first partner, and answers the key of its tenant; addMember asks the other.';

grant execute on function mediation.create_couple(text, text, text, text, text)
    to palisade_member, palisade_analyst, palisade_admin;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;
