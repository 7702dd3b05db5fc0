-- Whose rows readers do not get: nobody's, until module privacy (0743) says otherwise. Here, so that functions of every
-- module that read past policies can ask.
set local role palisade_owner;

grant create on schema palisade to palisade_definer;
set local role palisade_definer;

create function palisade.hidden_people(relation text) returns text[]
    language plpgsql stable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return '{}';
end
$$;
comment on function palisade.hidden_people(text) is
    'Keys of those people of a table, in this tenant, whose rows the caller does not get: processing is restricted.';

grant execute on function palisade.hidden_people(text) to
    palisade_owner, palisade_anon, palisade_member, palisade_analyst, palisade_admin, palisade_service;

set local role palisade_owner;
revoke create on schema palisade from palisade_definer;
