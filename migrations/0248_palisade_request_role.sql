-- What definer functions ask first: who calls, and how small a group of people is hidden from analysts.
set local role palisade_owner;

-- Both are parsed here, once, and inlined.
create function palisade.request_role() returns text
    language sql stable parallel safe
    -- Not current_user, which is the definer's inside its functions. Without the role switch, the login is the role.
    return case pg_catalog.current_setting('role') when 'none' then session_user::text
           else pg_catalog.current_setting('role') end;
comment on function palisade.request_role() is 'The role that the request runs as, also inside definer functions.';

create function palisade.minimum_group_size() returns integer
    language sql stable parallel safe
    return greatest(
        2, coalesce(nullif(pg_catalog.current_setting('palisade.minimum_group_size', true), '')::integer, 5));
comment on function palisade.minimum_group_size() is
    'Figures of fewer people are null for analysts: 5, or what the database''s palisade.minimum_group_size says.';

grant execute on function palisade.request_role(), palisade.minimum_group_size() to
    palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;
