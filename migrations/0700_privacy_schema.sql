-- Module privacy: which columns are personal, and what is done with them on request. Of module core it knows tenants
-- and memberships (who may ask); every other table it knows from privacy.data_map alone.
set local role palisade_owner;

create schema privacy;
comment on schema privacy is 'The map of personal data; requests, receipts, holds, retention and the audit log.';

grant usage on schema privacy to palisade_member, palisade_admin, palisade_definer;
grant execute on function palisade.uuid_v7() to palisade_definer;
