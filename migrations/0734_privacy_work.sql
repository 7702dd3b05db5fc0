-- What an act does, table by table, as statements built from the map. One statement handles one bounded batch.
set local role palisade_definer;

create function privacy.keep_keys(value jsonb, keys text[]) returns jsonb
    language plpgsql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return case jsonb_typeof(value)
        when 'object' then (
            select coalesce(jsonb_object_agg(member.key, privacy.keep_keys(member.value, keys)), '{}')
            from jsonb_each(value) as member
            where member.key = any (keys) and jsonb_typeof(member.value) <> 'string')
        when 'array' then (
            select coalesce(jsonb_agg(privacy.keep_keys(item.value, keys) order by item.position), '[]')
            from jsonb_array_elements(value) with ordinality as item (value, position)
            where jsonb_typeof(item.value) <> 'string')
        else value end;
end
$$;
comment on function privacy.keep_keys(jsonb, text[]) is
    'Of a JSON value the members that are named, at any depth, and of those no words: numbers, truth values and nulls.';

create function privacy.work_items(kind text)
    returns table (relation text, path text, root text, action text, tenant_column text, work_order integer)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select step.relation, step.path, privacy.root_of(step.relation, step.path), chosen.action, held.tenant_column,
           held.work_order
    from privacy.subject_paths as step
    join privacy.mapped_tables as held on held.relation = step.relation
    cross join lateral (
        select case
            when $1 = 'erase' and step.root_kind = 'person' then step.on_erase
            when $1 = 'anonymize' and step.root_kind = 'person' then step.on_anonymize
            when $1 = 'anonymize_session' and step.root_kind = 'session' then step.on_anonymize
            -- The sessions of a person, and what belongs to them: tables that lead to both. Done again after a restore,
            -- it is about the sessions that were there then, by their own keys.
            when $1 = 'delete_sessions' and (step.root_kind = 'session' or step.on_erase = 'delete')
                and exists (select from privacy.subject_paths as session
                            where session.relation = step.relation and session.root_kind = 'session')
                then 'delete'
            else 'keep' end) as chosen (action)
    where chosen.action <> 'keep'
    order by held.work_order, step.relation, step.path;
end;
comment on function privacy.work_items(text) is 'The tables that an act works through, in order, and what it does there.';

create function privacy.redaction(relation text, path text, is_erasure boolean)
    returns table (column_name text, value text, is_left text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select column_name, value,
           case when action = 'clear' and value = 'null' then format('r.%I is not null', column_name)
                when action = 'replace' and is_replaced is not null
                    then format('not coalesce((%s), false)', is_replaced)
                else format('r.%I is distinct from %s', column_name, value) end
    from (
        select map.column_name, map.is_replaced, chosen.action,
               case chosen.action
                   when 'replace' then format('(%s)', map.replacement)
                   when 'keys' then format('privacy.keep_keys(r.%I, %L::text[])', map.column_name, map.kept_keys)
                   when 'clear' then case
                       when not attribute.attnotnull then 'null'
                       when attribute.atttypid = 'pg_catalog.jsonb'::regtype then '''{}''::jsonb'
                       when type.typcategory = 'A' then format('''{}''::%s', format_type(attribute.atttypid, null))
                       else '''''' end
               end as value
        from privacy.data_map as map
        join pg_attribute as attribute on attribute.attrelid = map.relation::regclass
            and attribute.attname = map.column_name
        join pg_type as type on type.oid = attribute.atttypid
        cross join lateral (select case when $3 then map.erase else map.anonymize end) as chosen (action)
        where map.relation = $1 and (map.path is null or map.path = $2)
          and chosen.action in ('clear', 'replace', 'keys')
    ) as change
    order by column_name;
end;
comment on function privacy.redaction(text, text, boolean) is
    'What redacting a row sets, and how to tell that a column still has to be redacted.';

create function privacy.work_statement(item record, kind text, purpose text) returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    keys      text[];
    key_list  text;
    scope     text;
    changes   text;
    is_left   text;
begin
    select held.key_columns into keys from privacy.mapped_tables as held where held.relation = item.relation;
    select string_agg(format('r.%I', key), ', ') into key_list from unnest(keys) as key;
    scope := concat_ws(' and ',
        case when item.tenant_column is not null then format('r.%I = any ($1)', item.tenant_column) end,
        case when item.path is not null then privacy.path_condition(item.relation, item.path, 'r', '$2') end);
    if item.action = 'redact' then
        select string_agg(format('%I = %s', change.column_name, change.value), ', '),
               string_agg(change.is_left, ' or ')
        into changes, is_left
        from privacy.redaction(item.relation, item.path, kind = 'erase') as change;
        if changes is null then
            return null;  -- nothing of this path is redacted by this act
        end if;
        scope := format('%s and (%s)', scope, is_left);
    end if;
    return case purpose
        when 'count' then format('select count(*), coalesce(sum(hashtextextended(concat_ws(''|'', %s, r.xmin), 0)::numeric), 0) '
            'from %s as r where %s', key_list, item.relation, scope)
        else format(case item.action
                when 'delete' then 'delete from %1$s as r where (%2$s) in (select %2$s from %1$s as r where %3$s limit $3)'
                else 'update %1$s as r set %4$s where (%2$s) in (select %2$s from %1$s as r where %3$s limit $3)' end,
            item.relation, key_list, scope, changes) end;
end
$$;
comment on function privacy.work_statement(record, text, text) is
    'SQL of one item of work: to count its rows, or to do at most $3 of them. $1: tenants, $2: people by table.';

create function privacy.not_covered() returns jsonb
    language sql immutable parallel safe
    return jsonb_build_array(
        'Backups made before this act, until they expire: replay the erasure log after restoring one.',
        'Exports that were handed out before.',
        'Copies that other systems took, such as the issuer of tokens.',
        'What other people wrote about the person in words of their own.',
        'Random names that stay in rows that are kept, and that nothing leads back from.');
comment on function privacy.not_covered() is 'What no act of this schema reaches.';

create function privacy.survey(request privacy.gdpr_requests, people jsonb) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    item     record;
    counted  bigint;
    state    numeric;
    tables   jsonb := '[]';
    total    bigint := 0;
    seen     text := '';
    kind     text := case when request.kind in ('erase', 'delete_sessions', 'anonymize', 'anonymize_session')
                          then request.kind else 'erase' end;
    sql      text;
    ends_identity boolean := privacy.is_last_membership(request.tenants, people);
begin
    for item in select w.* from privacy.work_items(kind) as w loop
        -- The identity stays where the person belongs to another tenant.
        continue when item.tenant_column is null and not ends_identity;
        sql := privacy.work_statement(item, kind, 'count');
        continue when sql is null;
        execute sql into counted, state using request.tenants, people;
        if counted > 0 then
            tables := tables || jsonb_build_object('table', item.relation, 'path', item.path,
                'action', case when request.kind = kind then item.action else 'none' end, 'rows', counted);
            total := total + counted;
        end if;
        seen := seen || format('%s|%s|%s|%s;', item.relation, item.path, counted, state);
    end loop;
    return jsonb_build_object(
        'tables', tables, 'rows', total,
        'holds', privacy.holds_on(request.tenants, people),
        'endsTenant', request.kind in ('erase', 'anonymize') and privacy.is_last_member(request.tenants, people),
        'endsIdentity', request.kind in ('erase', 'anonymize') and ends_identity,
        'notCovered', privacy.not_covered(),
        'hash', encode(sha256(convert_to(request.kind || '|' || people || '|' || seen, 'UTF8')), 'hex'));
end
$$;
comment on function privacy.survey(privacy.gdpr_requests, jsonb) is
    'What an act would do: rows by table, holds, and a hash that changes with any of the rows.';

create function privacy.holds_on(tenants uuid[], people jsonb) returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select coalesce(jsonb_agg(distinct hold.reason), '[]')
    from privacy.legal_holds as hold
    where hold.tenant_id = any ($1) and (hold.until is null or hold.until > now())
      and hold.subject_id::text in (
          select key from jsonb_each($2) as root (relation, people), jsonb_array_elements_text(root.people) as key);
end;
comment on function privacy.holds_on(uuid[], jsonb) is 'The reasons of the holds that stand on a person.';

create function privacy.is_last_member(tenants uuid[], people jsonb) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select exists (
        select from core.memberships as own
        where own.tenant_id = any ($1)
          and own.user_id::text in (select jsonb_array_elements_text($2 -> 'core.users'))
          and not exists (
              select from core.memberships as other
              where other.tenant_id = own.tenant_id and other.user_id <> own.user_id and other.status <> 'ended'));
end;
comment on function privacy.is_last_member(uuid[], jsonb) is 'Whether a tenant would be left without members.';

create function privacy.is_last_membership(tenants uuid[], people jsonb) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select jsonb_array_length(coalesce($2 -> 'core.users', '[]')) > 0 and not exists (
        select from core.memberships as other
        where other.user_id::text in (select jsonb_array_elements_text($2 -> 'core.users'))
          and not other.tenant_id = any ($1));
end;
comment on function privacy.is_last_membership(uuid[], jsonb) is
    'Whether the person belongs to no tenant but these: the identity then goes with them.';
