-- Makes the database do what the map says: the definer's grants, the order of work, no statistics of personal values,
-- and the triggers that keep the audit log and refuse writes about people who were erased.
set local role palisade_owner;

create function privacy.subjects_sql(relation text, path text, rows text) returns text
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    step   privacy.subject_paths;
    here   text;
    there  text;
    tenant text;
    alias  text := 'n';
    next   text;
    source text := format('%s as n', rows);
    terms  text;
    filters text := '';
    at     text := relation;
begin
    select case when held.tenant_column is null then '''''' else format('n.%I::text', held.tenant_column) end
    into tenant
    from privacy.mapped_tables as held where held.relation = subjects_sql.relation;
    for depth in 1 .. 8 loop
        select p.* into strict step from privacy.subject_paths as p where p.relation = at and p.path = subjects_sql.path;
        if step.row_filter is not null then
            filters := format('%s and (%s)', filters, regexp_replace(step.row_filter, '\mr\.', alias || '.', 'g'));
        end if;
        if step.to_path is null then
            return format('array(select distinct %s || ''|'' || %s.%I::text from %s where %s.%I is not null%s)',
                tenant, alias, step.columns[1], source, alias, step.columns[1], filters);
        end if;
        next := 'j' || depth;
        select held.tenant_column into here from privacy.mapped_tables as held where held.relation = at;
        select held.tenant_column into there from privacy.mapped_tables as held where held.relation = step.to_relation;
        select string_agg(term, ' and ') into terms from (
            select format('%s.%I = %s.%I', next, there, alias, here) where here is not null and there is not null
            union all
            select format('%s.%I = %s.%I', next, step.to_columns[i], alias, step.columns[i])
            from generate_subscripts(step.columns, 1) as i
            union all
            select format('(%s)', regexp_replace(step.to_filter, '\mn\.', next || '.', 'g')) where step.to_filter is not null
        ) as parts (term);
        source := format('%s join %s as %s on %s', source, step.to_relation, next, coalesce(terms, 'true'));
        alias := next;
        at := step.to_relation;
        path := step.to_path;
    end loop;
    raise exception 'Path % of % does not end at a person.', path, relation;
end
$$;
comment on function privacy.subjects_sql(text, text, text) is
    'SQL: the people that rows lead to, as an array of tenant|key.';

create function privacy.watch_body(relation text) returns text
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    held     privacy.mapped_tables;
    step     record;
    tenant   text;
    row_key  text;
    same_row text;
    watched  text;
    changed  text;
    body     text;
    guards   text := '';
    regards  text := '';
begin
    select t.* into strict held from privacy.mapped_tables as t where t.relation = watch_body.relation;
    tenant := case when held.tenant_column is null
        then 'coalesce(palisade.tenant_id(), ''00000000-0000-0000-0000-000000000000'')' else format('n.%I', held.tenant_column) end;
    select string_agg(format('%s', case
               when exists (select from privacy.subject_paths as p
                            where p.relation = held.relation and p.to_path is null and p.columns[1] = key
                              and coalesce(p.to_relation, p.relation) = 'core.users')
               then format('privacy.actor_of(%s, n.%I)', tenant, key) else format('n.%I', key) end), ', ' order by position)
    into row_key
    from unnest(held.key_columns) with ordinality as k (key, position)
    where key is distinct from held.tenant_column or cardinality(held.key_columns) = 1;
    select string_agg(format('n.%1$I = o.%1$I', key), ' and ') into same_row from unnest(held.key_columns) as key;
    -- What an update must not change once a person is erased: their words and names, and whose row it is.
    select string_agg(format('n.%I is distinct from o.%I', name, name), ' or ' order by name) into watched
    from (
        select map.column_name as name from privacy.data_map as map
        where map.relation = held.relation
          and (map.erase in ('clear', 'replace', 'keys') or map.anonymize in ('clear', 'replace', 'keys')
               or map.category in ('identity', 'contact', 'content', 'speech', 'health', 'sex_life', 'derived'))
        union
        select unnest(p.columns) from privacy.subject_paths as p where p.relation = held.relation
    ) as named;
    select string_agg(format('case when n.%I is distinct from o.%I then %L end', attname, attname, attname), ', ' order by attnum)
    into changed
    from pg_attribute
    where attrelid = held.relation::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and atttypid <> 'pg_catalog.json'::regtype;
    for step in
        select p.path, privacy.root_of(p.relation, p.path) as root,
               p.root_kind = 'session' and p.to_relation is null as is_new_session
        from privacy.subject_paths as p where p.relation = held.relation order by p.path
    loop
        -- A new session cannot have been anonymized; what belongs to one can come late.
        if not step.is_new_session then
            guards := guards || format(E'        perform privacy.refuse_erased(%L, %s);\n',
                step.root, privacy.subjects_sql(held.relation, step.path, 'new_rows'));
        end if;
        regards := regards || format(E'        perform privacy.refuse_erased(%L, %s);\n', step.root,
            privacy.subjects_sql(held.relation, step.path,
                format('(select n.* from new_rows as n left join old_rows as o on %s where %s)', same_row, watched)));
    end loop;
    body := format($body$
declare
    who     uuid := privacy.actor();
    asking  text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    request text := nullif(current_setting('palisade.request_id', true), '');
begin
    if tg_op = 'INSERT' then
%1$s        insert into privacy.audit_log (tenant_id, actor, role, request_id, operation, relation, row_key)
        select %3$s, who, asking, request, 'insert', %4$L, concat_ws(',', %5$s) from new_rows as n;
    elsif tg_op = 'UPDATE' then
%2$s        insert into privacy.audit_log (tenant_id, actor, role, request_id, operation, relation, row_key, columns)
        select %3$s, who, asking, request, 'update', %4$L, concat_ws(',', %5$s), array_remove(array[%6$s], null)
        from new_rows as n left join old_rows as o on %7$s;
    else
        insert into privacy.audit_log (tenant_id, actor, role, request_id, operation, relation, row_key)
        select %3$s, who, asking, request, 'delete', %4$L, concat_ws(',', %5$s) from old_rows as n;
    end if;
    return null;
end
$body$, guards, regards, tenant, held.relation, row_key, changed, same_row);
    return body;
end
$$;
comment on function privacy.watch_body(text) is 'The body of the trigger function of a mapped table.';

create function privacy.restriction_condition(relation text) returns text
    language sql stable
    set search_path = pg_catalog, pg_temp
begin atomic
    -- What an erasure would delete is the person's alone; what several people share stays visible to the others.
    select string_agg(format('(%1$s%2$I = any ((select %3$s::%4$s[])::%4$s[])) is not true',
               '(' || regexp_replace(step.row_filter, '\mr\.', '', 'g') || ') and ', step.columns[1],
               case when step.to_path is null
                    then format('palisade.hidden_people(%L)', coalesce(step.to_relation, step.relation))
                    else format('privacy.hidden_rows(%L, %L)', step.relation, step.path) end,
               format_type(attribute.atttypid, null)), ' and ' order by step.path)
    from privacy.subject_paths as step
    join pg_attribute as attribute on attribute.attrelid = step.relation::regclass and attribute.attname = step.columns[1]
    where step.relation = $1 and step.root_kind = 'person' and step.on_erase = 'delete' and cardinality(step.columns) = 1;
end;
comment on function privacy.restriction_condition(text) is
    'SQL: that a row is not one of a person whose processing is restricted. Asked once per statement, compared per row.';

create function privacy.apply_map() returns void
    language plpgsql volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    held   record;
    name   text;
    personal text;
    condition text;
    reader text;
begin
    -- Rows that refer to others come first; a cycle ends at the same depth, and its keys must allow it.
    with recursive edges as (
        select source.relation as source, target.relation as target
        from pg_constraint as key
        join privacy.mapped_tables as source on source.relation::regclass = key.conrelid
        join privacy.mapped_tables as target on target.relation::regclass = key.confrelid
        where key.contype = 'f' and key.conrelid <> key.confrelid
        union
        select p.relation, p.to_relation from privacy.subject_paths as p
        where p.to_relation is not null and p.to_relation <> p.relation
    ), depths as (
        select relation, 0 as depth from privacy.mapped_tables
        union
        select edges.source, depths.depth + 1 from edges join depths on depths.relation = edges.target
        where depths.depth < 24
    )
    update privacy.mapped_tables as t
    set work_order = -deepest.depth
    from (select relation, max(depth) as depth from depths group by relation) as deepest
    where deepest.relation = t.relation and t.work_order <> -deepest.depth;

    grant create on schema privacy to palisade_definer;
    for held in
        select t.relation, t.tenant_column, t.relation::regclass::oid as id,
               exists (select from privacy.subject_paths as p where p.relation = t.relation) as leads_to_people
        from privacy.mapped_tables as t order by t.relation
    loop
        execute format('grant usage on schema %I to palisade_definer',
            (select n.nspname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where c.oid = held.id));
        -- No more than the procedures do: rows that are nobody's and no tenant's are none of their business.
        if held.leads_to_people or held.tenant_column is not null then
            execute format('grant select, update, delete on %s to palisade_definer', held.relation);
        end if;
        -- Statistics are copies of values, which no erasure reaches.
        for personal in
            select map.column_name from privacy.data_map as map
            join pg_attribute as attribute on attribute.attrelid = held.id and attribute.attname = map.column_name
            join pg_type as type on type.oid = attribute.atttypid
            where map.relation = held.relation and coalesce(attribute.attstattarget, -1) <> 0
              and map.category in ('identity', 'contact', 'secret', 'content', 'speech', 'health', 'sex_life', 'derived',
                                   'file', 'preference')
              and (type.typcategory in ('S', 'A') or type.typname in ('jsonb', 'json', 'tsvector', 'bytea'))
        loop
            execute format('alter table %s alter column %I set statistics 0', held.relation, personal);
        end loop;
        continue when not held.leads_to_people or held.relation like 'privacy.%'
            -- Copies of answers: what the operation wrote is logged where it was written.
            or held.relation = 'palisade.idempotency_keys';
        condition := privacy.restriction_condition(held.relation);
        if exists (select from pg_policy where polrelid = held.id and polname = 'privacy_restriction') then
            execute format('drop policy privacy_restriction on %s', held.relation);
        end if;
        if condition is not null then
            execute format('create policy privacy_restriction on %s as restrictive for select to public using (%s)',
                held.relation, condition);
            for reader in
                select distinct case grant_to.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grant_to.grantee)) end
                from (select (aclexplode(c.relacl)).* from pg_class as c where c.oid = held.id
                      union all
                      select (aclexplode(a.attacl)).* from pg_attribute as a where a.attrelid = held.id) as grant_to
                where grant_to.privilege_type = 'SELECT'
            loop
                set local role palisade_definer;
                execute format('grant execute on function palisade.hidden_people(text) to %s', reader);
                if condition like '%privacy.hidden_rows(%' then
                    execute format('grant execute on function privacy.hidden_rows(text, text) to %s', reader);
                end if;
                set local role palisade_owner;
            end loop;
        end if;
        name := 'watch_' || replace(replace(held.relation, '"', ''), '.', '_');
        set local role palisade_definer;
        execute format('create or replace function privacy.%I() returns trigger language plpgsql volatile security definer '
            'set search_path = pg_catalog, pg_temp as %L', name, privacy.watch_body(held.relation));
        execute format('comment on function privacy.%I() is %L', name,
            'Trigger: audit log, and no writes about erased people. Made by privacy.apply_map().');
        execute format('grant execute on function privacy.%I() to palisade_owner', name);
        set local role palisade_owner;
        execute format('create or replace trigger privacy_watch_insert after insert on %s '
            'referencing new table as new_rows for each statement execute function privacy.%I()', held.relation, name);
        execute format('create or replace trigger privacy_watch_update after update on %s '
            'referencing old table as old_rows new table as new_rows for each statement execute function privacy.%I()',
            held.relation, name);
        execute format('create or replace trigger privacy_watch_delete after delete on %s '
            'referencing old table as old_rows for each statement execute function privacy.%I()', held.relation, name);
    end loop;
    revoke create on schema privacy from palisade_definer;
end
$$;
comment on function privacy.apply_map() is
    'Called by the owner after each change of the map: grants, order, statistics, triggers and the policies that '
    'hide people whose processing is restricted. Changes no row of yours.';

-- The owner builds triggers out of what only the definer may run.
set local role palisade_definer;
grant execute on function privacy.root_of(text, text) to palisade_owner;
set local role palisade_owner;
grant execute on function privacy.watch_body(text), privacy.subjects_sql(text, text, text) to palisade_definer;
