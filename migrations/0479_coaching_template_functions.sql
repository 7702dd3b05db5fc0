-- The placeholders of templates: {{name}}, letters, digits and underscores.
set local role palisade_owner;

create function coaching.template_variables(content text) returns text[]
    language sql immutable parallel safe
    set search_path = ''
as $$
    select coalesce(array_agg(distinct found.match[1]), '{}')
    from pg_catalog.regexp_matches(content, '\{\{ *([a-z][a-z0-9_]{0,49}) *\}\}', 'g') as found (match)
$$;
comment on function coaching.template_variables(text) is 'The names in {{…}} of a text, in order, each once.';

create function coaching.take_template_variables() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.variables := coaching.template_variables(new.content);
    return new;
end
$$;
comment on function coaching.take_template_variables() is
    'Trigger: variables are those of the content, whatever the statement said.';

grant execute on function coaching.template_variables(text) to palisade_member, palisade_admin, palisade_service;
