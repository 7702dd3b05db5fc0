-- From a row to the person: conditions built from privacy.subject_paths, the keyed hashes of people, and the check of
-- tombstones that the triggers of mapped tables make.
set local role palisade_definer;

create function privacy.subject_hash(relation text, subject text) returns bytea
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
    return (
        select sha256(secret.value || sha256(secret.value || convert_to($1 || '|' || $2, 'UTF8')))
        from privacy.secrets as secret
        where secret.name = 'subjects');
comment on function privacy.subject_hash(text, text) is 'Keyed hash of a person: of a table, and of tenant|key.';

create function privacy.bucket(relation text, subject text) returns integer
    language sql immutable parallel safe
    return pg_catalog.hashtext($1 || '|' || $2) & 1023;
comment on function privacy.bucket(text, text) is 'The one of a thousand locks that a person''s writers share.';

create function privacy.root_of(relation text, path text) returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    with recursive walk as (
        select step.relation, step.to_relation, step.to_path, 1 as depth
        from privacy.subject_paths as step
        where step.relation = $1 and step.path = $2
        union all
        select step.relation, step.to_relation, step.to_path, walk.depth + 1
        from walk
        join privacy.subject_paths as step on step.relation = walk.to_relation and step.path = walk.to_path
        where walk.depth < 8
    )
    select coalesce(walk.to_relation, walk.relation) from walk where walk.to_path is null;
end;
comment on function privacy.root_of(text, text) is 'The table of people (or sessions) that a path ends at; null if none.';

create function privacy.column_type(relation text, column_name text) returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    return (
        select format_type(attribute.atttypid, attribute.atttypmod)
        from pg_attribute as attribute
        where attribute.attrelid = $1::regclass and attribute.attname = $2 and not attribute.attisdropped);
comment on function privacy.column_type(text, text) is 'The type of a column, as SQL writes it.';

create function privacy.path_condition(relation text, path text, alias text, roots text, depth integer default 0)
    returns text
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    step  privacy.subject_paths;
    here  text;
    there text;
    next  text := 'n' || depth;
    own   text := '';
    terms text[] := '{}';
begin
    select p.* into step from privacy.subject_paths as p
    where p.relation = path_condition.relation and p.path = path_condition.path;
    if not found or depth > 7 then
        raise exception 'Path % of % does not end at a person.', path, relation using errcode = 'PA409';
    end if;
    if step.row_filter is not null then
        own := format('(%s) and ', regexp_replace(step.row_filter, '\mr\.', alias || '.', 'g'));
    end if;
    if step.to_path is null then
        return own || format('%s.%I = any (array(select jsonb_array_elements_text(%s -> %L))::%s[])', alias,
            step.columns[1], roots, coalesce(step.to_relation, step.relation),
            privacy.column_type(relation, step.columns[1]));
    end if;
    select t.tenant_column into here from privacy.mapped_tables as t where t.relation = path_condition.relation;
    select t.tenant_column into there from privacy.mapped_tables as t where t.relation = step.to_relation;
    if here is not null and there is not null then
        terms := terms || format('%s.%I = %s.%I', next, there, alias, here);
    end if;
    for i in 1 .. cardinality(step.columns) loop
        terms := terms || format('%s.%I = %s.%I', next, step.to_columns[i], alias, step.columns[i]);
    end loop;
    if step.to_filter is not null then
        terms := terms || format('(%s)', regexp_replace(step.to_filter, '\mn\.', next || '.', 'g'));
    end if;
    terms := terms || privacy.path_condition(step.to_relation, step.to_path, next, roots, depth + 1);
    return own || format('exists (select from %s as %s where %s)', step.to_relation, next, array_to_string(terms, ' and '));
end
$$;
comment on function privacy.path_condition(text, text, text, text, integer) is
    'SQL: whether a row belongs to one of the people whose keys a jsonb parameter holds by table.';

create function privacy.find_roots(tenant uuid, subject uuid) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    root   record;
    link   record;
    found  text[];
    people jsonb := '{}';
    is_there boolean;
begin
    -- The subject is a user of this tenant, or a row of one of its tables of people.
    select true into is_there from core.memberships as m where m.tenant_id = tenant and m.user_id = subject;
    if is_there then
        people := jsonb_build_object('core.users', jsonb_build_array(subject));
    end if;
    for root in
        select step.relation, step.columns[1] as key, held.tenant_column
        from privacy.subject_paths as step
        join privacy.mapped_tables as held on held.relation = step.relation
        where step.to_relation is null and step.root_kind = 'person' and held.tenant_column is not null
        order by step.relation
    loop
        execute format('select array_agg(r.%I::text) from %s as r where r.%I = $1 and r.%I::text = $2',
            root.key, root.relation, root.tenant_column, root.key)
        into found using tenant, subject::text;
        if found is not null then
            is_there := true;
            people := people || jsonb_build_object(root.relation, to_jsonb(found));
            -- With an account: all that is theirs by it, too.
            for link in
                select step.columns[1] as key, step.to_relation
                from privacy.subject_paths as step
                where step.relation = root.relation and step.to_relation is not null and step.to_path is null
                  and step.root_kind = 'person'
            loop
                execute format('select array_agg(r.%I::text) from %s as r where r.%I = $1 and r.%I::text = $2 and r.%I is not null',
                    link.key, root.relation, root.tenant_column, root.key, link.key)
                into found using tenant, subject::text;
                if found is not null then
                    people := people || jsonb_build_object(link.to_relation, to_jsonb(found));
                end if;
            end loop;
        end if;
    end loop;
    if is_there is null then
        raise exception 'There is no such person in this tenant.' using errcode = 'PA404';
    end if;
    return privacy.linked_roots(array[tenant], people);
end
$$;
comment on function privacy.find_roots(uuid, uuid) is
    'The keys of one person in each table of people, by table; PA404 where the tenant has no such person.';

create function privacy.linked_roots(tenants uuid[], people jsonb) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    link   record;
    found  text[];
    result jsonb := people;
begin
    for link in
        select self.relation, self.columns[1] as key, step.path, held.tenant_column
        from privacy.subject_paths as self
        join privacy.mapped_tables as held on held.relation = self.relation
        join privacy.subject_paths as step
            on step.relation = self.relation and step.to_relation is not null and step.to_path is null
           and step.root_kind = 'person'
        where self.to_relation is null and self.root_kind = 'person' and held.tenant_column is not null
        order by self.relation
    loop
        execute format('select array_agg(distinct key) from ('
            'select r.%I::text as key from %s as r where r.%I = any ($1) and %s '
            'union all select jsonb_array_elements_text($2 -> %L)) as keys',
            link.key, link.relation, link.tenant_column,
            privacy.path_condition(link.relation, link.path, 'r', '$2'), link.relation)
        into found using tenants, result;
        if found is not null then
            result := result || jsonb_build_object(link.relation, to_jsonb(found));
        end if;
    end loop;
    return result;
end
$$;
comment on function privacy.linked_roots(uuid[], jsonb) is
    'Adds to a person''s keys those of the tables of people that name their account.';

create function privacy.hashes_of(tenants uuid[], people jsonb)
    returns table (relation text, tenant_id uuid, subject text, subject_hash bytea)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
begin atomic
    select root.key, tenant.id, coalesce(tenant.id::text, '') || '|' || person.key,
           privacy.subject_hash(root.key, coalesce(tenant.id::text, '') || '|' || person.key)
    from jsonb_each($2) as root (key, people)
    cross join jsonb_array_elements_text(root.people) as person (key)
    cross join unnest($1) as tenant (id);
end;
comment on function privacy.hashes_of(uuid[], jsonb) is 'The keyed hashes of people, in each of the tenants.';

create function privacy.refuse_erased(relation text, subjects text[]) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    met text;
begin
    if subjects = '{}' then
        return;
    end if;
    -- Shared with other writers; an erasure takes it alone. Whoever comes second sees what the first one did.
    if cardinality(subjects) = 1 then
        perform pg_advisory_xact_lock_shared(1346453577, privacy.bucket(refuse_erased.relation, subjects[1]));
    else
        perform pg_advisory_xact_lock_shared(1346453577, b.bucket)
        from (select distinct privacy.bucket(refuse_erased.relation, s) as bucket
              from unnest(subjects) as s order by 1) as b;
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        perform from privacy.gates as gate
        where gate.bucket in (select privacy.bucket(refuse_erased.relation, s) from unnest(subjects) as s)
        for share;
    end if;
    -- A statement of its own, so that its snapshot is taken after the lock.
    select stone.kind into met
    from (select secret.value from privacy.secrets as secret where secret.name = 'subjects' offset 0) as key
    cross join unnest(subjects) as s
    join privacy.tombstones as stone
        on stone.subject_hash = sha256(key.value || sha256(key.value || convert_to(refuse_erased.relation || '|' || s, 'UTF8')))
    limit 1;
    if met is null or privacy.is_acting() then
        return;
    end if;
    raise exception '%', case met
            when 'restrict' then 'Processing of this person''s data is restricted; nothing was written.'
            when 'anonymize' then 'This was anonymized; nothing can be written to it.'
            else 'This person was erased; nothing can be written about them.' end
        using errcode = 'PA409';
end
$$;
comment on function privacy.refuse_erased(text, text[]) is
    'For triggers: PA409 where one of these people was erased, anonymized or restricted.';

create function privacy.bury(tenants uuid[], people jsonb, kind text, request uuid) returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    -- Waits for writers that are under way; those that come now wait for this transaction.
    perform pg_advisory_xact_lock(1346453577, b.bucket)
    from (select distinct privacy.bucket(h.relation, h.subject) as bucket
          from privacy.hashes_of(tenants, people) as h order by 1) as b;
    update privacy.gates as gate
    set passed = gate.passed + 1
    where gate.bucket in (select privacy.bucket(h.relation, h.subject) from privacy.hashes_of(tenants, people) as h);
    insert into privacy.tombstones (subject_hash, kind)
    select h.subject_hash, bury.kind from privacy.hashes_of(tenants, people) as h
    on conflict (subject_hash) do update set kind = excluded.kind
    where privacy.tombstones.kind = 'restrict' and excluded.kind <> 'restrict'
       or privacy.tombstones.kind = 'anonymize' and excluded.kind = 'erase';
end
$$;
comment on function privacy.bury(uuid[], jsonb, text, uuid) is
    'Sets tombstones, once no writer of these people is under way.';
