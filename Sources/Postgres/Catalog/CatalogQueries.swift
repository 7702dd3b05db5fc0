// SPDX-License-Identifier: Apache-2.0

/// The queries behind `CatalogReader`. Each gives one row with one JSON text, in the shape that `Catalog`'s parts
/// decode from. They read nothing but pg_catalog, which every role may, and work from PostgreSQL 15 on.
enum CatalogQueries {
    /// Database, schemas, roles, functions and relations, in this order.
    static let script = [opening, database, schemas, roles, FunctionQuery.text, relations].joined(separator: ";\n")

    /// With an empty search path PostgreSQL prints every name but its own with its schema; and it quotes those alone that
    /// need it, whatever the database or the role says of `quote_all_identifiers`.
    private static let opening = """
        set transaction isolation level repeatable read, read only;
        set local search_path = '';
        set local quote_all_identifiers = off
        """

    /// The server's version, the role that reads, the database, and what is installed in it.
    private static let database = """
        select json_build_object(
            'serverVersion', current_setting('server_version_num')::int,
            'loginRole', session_user,
            'name', d.datname,
            -- What it is when a transaction begins: this one has set its own.
            'searchPath', (select s.reset_val from pg_settings as s where s.name = 'search_path'),
            'owner', pg_get_userbyid(d.datdba),
            'grants', coalesce((
                select json_agg(json_build_object(
                    'role', case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end,
                    'privilege', a.privilege_type) order by a.grantee, a.privilege_type)
                from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) as a
                where a.grantee <> d.datdba), '[]'),
            'extensions', coalesce((
                select json_object_agg(e.extname, n.nspname order by e.extname)
                from pg_extension as e join pg_namespace as n on n.oid = e.extnamespace), '{}'),
            'textSearchConfigurations', coalesce((
                select json_agg(json_build_object('schema', n.nspname, 'name', c.cfgname) order by n.nspname, c.cfgname)
                from pg_ts_config as c join pg_namespace as n on n.oid = c.cfgnamespace), '[]'))
        from pg_database as d
        where d.datname = current_database()
        """

    private static let schemas = """
        select coalesce(json_agg(json_build_object(
            'name', n.nspname,
            'owner', pg_get_userbyid(n.nspowner),
            'grants', coalesce((
                select json_agg(json_build_object(
                    'role', case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end,
                    'privilege', a.privilege_type) order by a.grantee, a.privilege_type)
                from aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) as a
                where a.grantee <> n.nspowner), '[]')) order by n.nspname), '[]')
        from pg_namespace as n
        where \(isOurs)
        """

    /// From PostgreSQL 16 on each membership says what a member may do with it; before, the member's INHERIT did.
    /// Read by way of JSON, so that one query serves both.
    private static let roles = """
        select coalesce(json_agg(json_build_object(
            'name', r.rolname,
            'isSuperuser', r.rolsuper,
            'bypassesRowSecurity', r.rolbypassrls,
            'canLogin', r.rolcanlogin,
            'inherits', r.rolinherit,
            'canCreateRole', r.rolcreaterole,
            'canCreateDatabase', r.rolcreatedb,
            'canReplicate', r.rolreplication,
            'memberships', coalesce((
                select json_agg(json_build_object(
                    'role', e.role, 'inherits', e.inherits, 'canSet', e.can_set, 'isAdmin', e.is_admin)
                    order by e.role)
                from (
                    select pg_get_userbyid(m.roleid) as role, bool_or(m.admin_option) as is_admin,
                        bool_or(coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit)) as inherits,
                        bool_or(coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) as can_set
                    from pg_auth_members as m
                    where m.member = r.oid
                    group by m.roleid) as e), '[]')) order by r.rolname), '[]')
        from pg_roles as r
        """

    /// What is PostgreSQL's own: its two schemas, and pg_toast, pg_temp_1 and their like.
    static let isOurs = "n.nspname <> 'information_schema' and n.nspname !~ '^pg_'"

    /// Each domain with the types under it, as a part of WITH RECURSIVE.
    static let baseTypes = """
        base_types (oid, base) as (
            select t.oid, t.typbasetype from pg_type as t where t.typtype = 'd'
            union all
            select b.oid, t.typbasetype from base_types as b join pg_type as t on t.oid = b.base and t.typtype = 'd'
        )
        """

    /// A `ColumnType`, of rows joined around it (`typeJoins`): the type `t`, which is that of an array's elements where there is
    /// an `e`, and its schema `tn`.
    static let typeItem = """
        json_build_object(
            'name', json_build_object('schema', tn.nspname, 'name', t.typname),
            'isArray', e.oid is not null,
            'kind', case t.typtype when 'b' then 'base' when 'e' then 'enum'
                when 'd' then case when exists (
                    select from base_types as b join pg_type as u on u.oid = b.base
                    where b.oid = t.oid and u.typtype = 'c') then 'composite' else 'domain' end
                when 'c' then 'composite' when 'r' then 'range' when 'm' then 'multirange' else 'other' end,
            'base', (
                select json_build_object('schema', un.nspname, 'name', u.typname)
                from base_types as b
                    join pg_type as u on u.oid = b.base and u.typtype <> 'd'
                    join pg_namespace as un on un.oid = u.typnamespace
                where b.oid = t.oid),
            'labels', (
                select json_agg(l.enumlabel order by l.enumsortorder) from pg_enum as l
                where l.enumtypid = t.oid
                    or l.enumtypid in (select b.base from base_types as b where b.oid = t.oid)))
        """

    /// The rows that `typeItem` reads, joined to a type `y`. A domain over an array is an array, too.
    static let typeJoins = """
        left join pg_type as e on y.typcategory = 'A' and e.oid = coalesce((
            select u.typelem from base_types as b join pg_type as u on u.oid = b.base and u.typtype <> 'd'
            where b.oid = y.oid), y.typelem)
        join pg_type as t on t.oid = coalesce(e.oid, y.oid)
        join pg_namespace as tn on tn.oid = t.typnamespace
        """

    /// Each part of a relation is gathered once over the whole catalog, and joined.
    private static let relations = """
        with recursive \(baseTypes),
        domain_not_null (oid) as (
            select distinct b.oid
            from base_types as b join pg_type as t on t.oid in (b.oid, b.base)
            where t.typtype = 'd' and t.typnotnull
        ),
        -- A constraint that is NOT VALID says nothing about the rows that were there before it.
        unproved_not_null (relation, number) as (
            select k.conrelid, k.conkey[1] from pg_constraint as k where k.contype = 'n' and not k.convalidated
        ),
        -- Partitions are left out: SQL reaches them by their table, whose policies are the ones that then apply.
        listed as (
            select c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
                c.relacl, n.nspname
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and \(isOurs)
        ),
        columns as (
            select a.attrelid, json_agg(json_build_object(
                'name', a.attname,
                'type', \(typeItem),
                'isNotNull',
                    a.attnotnull and (a.attrelid, a.attnum) not in (select relation, number from unproved_not_null)
                    or a.atttypid in (select oid from domain_not_null),
                'hasDefault', a.atthasdef or a.attidentity <> '' or y.typdefault is not null,
                'isGenerated', a.attgenerated <> '' or a.attidentity = 'a',
                'generation', case when a.attgenerated <> '' then (
                    select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef as d
                    where d.adrelid = a.attrelid and d.adnum = a.attnum) end,
                'looseCollation', (
                    select json_build_object('schema', cn.nspname, 'name', c.collname)
                    from pg_collation as c join pg_namespace as cn on cn.oid = c.collnamespace
                    where c.oid = a.attcollation and not c.collisdeterministic),
                'comment', col_description(a.attrelid, a.attnum)) order by a.attnum) as items
            from listed
                join pg_attribute as a on a.attrelid = listed.oid and a.attnum > 0 and not a.attisdropped
                join pg_type as y on y.oid = a.atttypid
                \(typeJoins)
            group by a.attrelid
        ),
        index_columns as (
            select i.indexrelid, i.indrelid, ic.relname as name, am.amname as method, i.indisunique, i.indisprimary,
                i.indisvalid and i.indisready and i.indislive as is_usable, i.indpred is not null as is_partial,
                i.indimmediate,
                exists (select from pg_constraint as k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
                    as is_constraint,
                json_agg(a.attname order by k.position) as names,
                bool_and(a.attname is not null) as are_columns
            from listed
                join pg_index as i on i.indrelid = listed.oid
                join pg_class as ic on ic.oid = i.indexrelid
                join pg_am as am on am.oid = ic.relam
                cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
                left join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum <> 0
            where k.position <= i.indnkeyatts
            group by i.indexrelid, i.indrelid, ic.relname, am.amname, i.indisunique, i.indisprimary, i.indisvalid,
                i.indisready, i.indislive, i.indpred, i.indimmediate
        ),
        indexes as (
            select i.indrelid,
                json_agg(json_build_object(
                    'name', i.name, 'method', i.method, 'columns', i.names, 'isUnique', i.indisunique,
                    'isPartial', i.is_partial, 'definition', pg_get_indexdef(i.indexrelid),
                    'constraintDefinition', (
                        select pg_get_constraintdef(k.oid) from pg_constraint as k
                        where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) order by i.name) as items,
                json_agg(json_build_object('name', i.name, 'columns', i.names, 'isConstraint', true))
                    filter (where i.indisprimary) -> 0 as primary_key,
                -- A deferrable key cannot serve ON CONFLICT, and may be violated for a while.
                json_agg(json_build_object('name', i.name, 'columns', i.names, 'isConstraint', i.is_constraint)
                    order by i.name)
                    filter (where i.indisunique and not i.indisprimary and not i.is_partial and i.are_columns
                        and i.indimmediate) as unique_keys
            from index_columns as i
            where i.is_usable
            group by i.indrelid
        ),
        foreign_keys as (
            select k.conrelid, json_agg(json_build_object(
                'name', k.conname,
                'columns', (
                    select json_agg(a.attname order by u.position)
                    from unnest(k.conkey) with ordinality as u (attnum, position)
                        join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.attnum),
                'foreignRelation', json_build_object('schema', fn.nspname, 'name', f.relname),
                'foreignColumns', (
                    select json_agg(a.attname order by u.position)
                    from unnest(k.confkey) with ordinality as u (attnum, position)
                        join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = u.attnum),
                'onUpdate', \(action("k.confupdtype")),
                'onDelete', \(action("k.confdeltype")),
                'onDeleteColumns', coalesce((
                    select json_agg(a.attname order by u.position)
                    from unnest(k.confdelsetcols) with ordinality as u (attnum, position)
                        join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.attnum), '[]'),
                'deferral', case when k.condeferred then 'initiallyDeferred'
                    when k.condeferrable then 'initiallyImmediate' end,
                -- From PostgreSQL 18 on, of the last column.
                'periodColumn', case when (to_jsonb(k) ->> 'conperiod')::boolean then (
                    select a.attname from pg_attribute as a
                    where a.attrelid = k.conrelid and a.attnum = k.conkey[cardinality(k.conkey)]) end)
                order by k.conname) as items
            from pg_constraint as k
                join pg_class as f on f.oid = k.confrelid
                join pg_namespace as fn on fn.oid = f.relnamespace
            where k.contype = 'f' and k.conparentid = 0
            group by k.conrelid
        ),
        checks as (
            select k.conrelid, json_agg(json_build_object(
                'name', k.conname,
                'definition', pg_get_constraintdef(k.oid),
                'columns', coalesce((
                    select json_agg(a.attname order by u.position)
                    from unnest(k.conkey) with ordinality as u (attnum, position)
                        join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.attnum), '[]'))
                order by k.conname) as items
            from pg_constraint as k
            where k.contype = 'c' and k.conrelid <> 0
            group by k.conrelid
        ),
        policies as (
            select p.polrelid, json_agg(json_build_object(
                'name', p.polname,
                'isPermissive', p.polpermissive,
                'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
                    when 'w' then 'update' else 'delete' end,
                'roles', (
                    select json_agg(case r.oid when 0 then 'public' else pg_get_userbyid(r.oid) end order by r.oid)
                    from unnest(p.polroles) as r (oid)),
                'using', pg_get_expr(p.polqual, p.polrelid),
                'withCheck', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname) as items
            from pg_policy as p
            group by p.polrelid
        ),
        grants as (
            select g.oid, json_agg(json_build_object(
                'role', case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end,
                'privilege', g.privilege_type, 'column', g.attname)
                order by g.grantee, g.privilege_type, g.attnum nulls first) as items
            from (
                select listed.oid, a.grantee, a.privilege_type, null::name as attname, null::int2 as attnum
                from listed cross join lateral aclexplode(listed.relacl) as a
                where a.grantee <> listed.relowner
                union
                select listed.oid, a.grantee, a.privilege_type, c.attname, c.attnum
                from listed
                    join pg_attribute as c on c.attrelid = listed.oid and c.attacl is not null and not c.attisdropped
                    cross join lateral aclexplode(c.attacl) as a
                where a.grantee <> listed.relowner) as g
            group by g.oid
        ),
        underlying as (
            select w.ev_class, json_agg(distinct jsonb_build_object('schema', n.nspname, 'name', c.relname)) as items
            from pg_rewrite as w
                join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
                    and d.refclassid = 'pg_class'::regclass and d.refobjid <> w.ev_class
                join pg_class as c on c.oid = d.refobjid and c.relkind in ('r', 'p', 'v', 'm', 'f')
                join pg_namespace as n on n.oid = c.relnamespace
            where w.ev_type = '1'
            group by w.ev_class
        ),
        triggers as (
            select g.tgrelid, json_agg(distinct jsonb_build_object('schema', n.nspname, 'name', p.proname)) as items
            from pg_trigger as g
                join pg_proc as p on p.oid = g.tgfoid
                join pg_namespace as n on n.oid = p.pronamespace
            where not g.tgisinternal and \(isOurs)
            group by g.tgrelid
        ),
        -- A write reaches the rows of partitions and of tables that inherit, whose own triggers fire for them.
        heirs (root, relation) as (
            select listed.oid, listed.oid from listed
            union
            select h.root, i.inhrelid from heirs as h join pg_inherits as i on i.inhparent = h.relation
        ),
        after_effects as (
            select e.root, json_agg(distinct jsonb_build_object('event', e.event, 'columns', e.columns)) as items
            from (
                select h.root, event.name as event,
                    case when event.name = 'update' and not computed.is_any then computed.names else '[]' end as columns
                from heirs as h
                    join pg_trigger as g on g.tgrelid = h.relation
                    cross join lateral (values ('insert', g.tgtype & 4), ('update', g.tgtype & 16)) as event (name, bit)
                    -- That of a generated column fires with any column that it is computed from.
                    cross join lateral (
                        select coalesce(bool_or(a.attgenerated <> ''), false),
                            coalesce(jsonb_agg(a.attname order by a.attname), '[]')
                        from pg_attribute as a
                        where a.attrelid = g.tgrelid and a.attnum = any (g.tgattr)) as computed (is_any, names)
                where not g.tgisinternal and g.tgenabled <> 'D' and g.tgtype & 66 = 0 and event.bit <> 0
                union all
                select h.root, case w.ev_type when '2' then 'update' else 'insert' end, '[]'
                from heirs as h join pg_rewrite as w on w.ev_class = h.relation and w.ev_type in ('2', '3')) as e
            group by e.root
        )
        select coalesce(json_agg(json_build_object(
            'name', json_build_object('schema', listed.nspname, 'name', listed.relname),
            'kind', case listed.relkind when 'r' then 'table' when 'p' then 'partitionedTable' when 'v' then 'view'
                when 'm' then 'materializedView' else 'foreignTable' end,
            'owner', pg_get_userbyid(listed.relowner),
            'hasRowSecurity', listed.relrowsecurity,
            'forcesRowSecurity', listed.relforcerowsecurity,
            'isSecurityInvoker', coalesce((
                select o.option_value::boolean from pg_options_to_table(listed.reloptions) as o
                where o.option_name = 'security_invoker'), false),
            'columns', coalesce(columns.items, '[]'),
            'primaryKey', indexes.primary_key,
            'uniqueKeys', coalesce(indexes.unique_keys, '[]'),
            'foreignKeys', coalesce(foreign_keys.items, '[]'),
            'indexes', coalesce(indexes.items, '[]'),
            'policies', coalesce(policies.items, '[]'),
            'grants', coalesce(grants.items, '[]'),
            'checks', coalesce(checks.items, '[]'),
            'underlyingRelations', coalesce(underlying.items, '[]'),
            'triggerFunctions', coalesce(triggers.items, '[]'),
            'afterEffects', coalesce(after_effects.items, '[]'),
            'comment', obj_description(listed.oid, 'pg_class'))
            order by listed.nspname, listed.relname), '[]')
        from listed
            left join columns on columns.attrelid = listed.oid
            left join indexes on indexes.indrelid = listed.oid
            left join foreign_keys on foreign_keys.conrelid = listed.oid
            left join checks on checks.conrelid = listed.oid
            left join policies on policies.polrelid = listed.oid
            left join grants on grants.oid = listed.oid
            left join underlying on underlying.ev_class = listed.oid
            left join triggers on triggers.tgrelid = listed.oid
            left join after_effects on after_effects.root = listed.oid
        """

    private static func action(_ column: String) -> String {
        "case \(column) when 'a' then 'noAction' when 'r' then 'restrict' when 'c' then 'cascade' "
            + "when 'n' then 'setNull' else 'setDefault' end"
    }
}
