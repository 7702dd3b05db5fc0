-- Whoever was invited is known by an address and a name before they accept, and after they declined: an erasure finds such
-- invitations by the address. Whoever asks the same address again later does not learn that somebody was erased.
set local role palisade_owner;

alter table privacy.subject_paths add column is_guarded boolean not null default true;

comment on column privacy.subject_paths.is_guarded is
    'Whether rows that lead this way are refused once the person is erased; false where others name them anew.';

insert into privacy.subject_paths
    (relation, path, columns, to_relation, to_columns, to_path, is_guarded, on_erase, on_anonymize) values
    ('core.invitations', 'address', '{email}', 'core.users',        '{email}', 'self', false, 'delete', 'delete'),
    ('core.invitations', 'trainee', '{email}', 'training.trainees', '{email}', 'self', false, 'delete', 'delete'),
    ('core.invitations', 'coach',   '{email}', 'coaching.coaches',  '{email}', 'self', false, 'delete', 'delete'),
    ('core.invitations', 'client',  '{email}', 'coaching.clients',  '{email}', 'self', false, 'delete', 'delete');

create or replace function privacy.watch_body(relation text) returns text
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
        from privacy.subject_paths as p where p.relation = held.relation and p.is_guarded order by p.path
    loop
        -- A new session cannot have been anonymized; what belongs to one can come late.
        if not step.is_new_session and not held.is_derived then
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
    elsif (select count(*) from old_rows) <= 100 then
        insert into privacy.audit_log (tenant_id, actor, role, request_id, operation, relation, row_key)
        select %3$s, who, asking, request, 'delete', %4$L, concat_ws(',', %5$s) from old_rows as n;
    else
        insert into privacy.audit_log (tenant_id, actor, role, request_id, operation, relation, row_keys)
        select gone.tenant, who, asking, request, 'delete', %4$L, array_agg(gone.row_key)
        from (select %3$s as tenant, concat_ws(',', %5$s) as row_key, row_number() over () as place
              from old_rows as n) as gone
        group by gone.tenant, (gone.place - 1) / 1000;
    end if;
    return null;
end
$body$, guards, regards, tenant, held.relation, row_key, changed, same_row);
    return body;
end
$$;

select privacy.apply_map();
