-- Module core: tenants, identities and who belongs where.
set local role palisade_owner;

create schema core;
comment on schema core is 'Tenants, people and their memberships; shared by every module.';

grant usage on schema core to palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;
