-- A couple's row names the accounts of its two partners: it follows the memberships, whoever writes them.
set local role palisade_owner;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.follow_memberships() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant uuid := case tg_op when 'DELETE' then old.tenant_id else new.tenant_id end;
begin
    update mediation.relationships as relationship
    set partner_a_id = partner.a_id,
        partner_b_id = partner.b_id,
        partner_a_name = coalesce(relationship.partner_a_name, partner.a_name),
        partner_b_name = coalesce(relationship.partner_b_name, partner.b_name),
        status = case when partner.someone_left then 'ended'
                      when relationship.status = 'ended' then 'active'
                      else relationship.status end
    from (
        select (array_agg(membership.user_id) filter (
                   where membership.partner_slot = 'partner_a' and membership.status <> 'ended'))[1] as a_id,
               (array_agg(membership.user_id) filter (
                   where membership.partner_slot = 'partner_b' and membership.status <> 'ended'))[1] as b_id,
               min(membership.display_name) filter (where membership.partner_slot = 'partner_a') as a_name,
               min(membership.display_name) filter (where membership.partner_slot = 'partner_b') as b_name,
               coalesce(bool_or(membership.status = 'ended'), false) as someone_left
        from core.memberships as membership
        where membership.tenant_id = tenant
    ) as partner
    where relationship.tenant_id = tenant
      and (relationship.partner_a_id, relationship.partner_b_id, relationship.status = 'ended')
          is distinct from (partner.a_id, partner.b_id, partner.someone_left);
    return null;
end
$$;
comment on function mediation.follow_memberships() is
    'Trigger: partner_a_id and partner_b_id are the accounts of the slots; who leaves ends the relationship.';

-- Who makes a trigger must be allowed to call it; who sets it off need not.
grant execute on function mediation.follow_memberships() to palisade_owner;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;

create trigger memberships_keep_partners
    after insert or update of partner_slot, status on core.memberships
    for each row when (new.partner_slot is not null)
    execute function mediation.follow_memberships();

create trigger memberships_keep_partners_on_delete
    after delete on core.memberships
    for each row when (old.partner_slot is not null)
    execute function mediation.follow_memberships();
