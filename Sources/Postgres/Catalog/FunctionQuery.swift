// SPDX-License-Identifier: Apache-2.0

/// The query for a database's functions, as `CatalogQueries` has them.
enum FunctionQuery {
    /// Types are described once each, for all parameters and results.
    static let text = """
        with recursive \(CatalogQueries.baseTypes),
        listed as (
            select p.*, n.nspname
            from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
            where \(CatalogQueries.isOurs)
        ),
        parameters as (
            select listed.oid, u.type, u.position, listed.proargnames[u.position] as name,
                coalesce(listed.proargmodes[u.position], 'i') as mode, listed.pronargs, listed.pronargdefaults
            from listed
                cross join lateral unnest(coalesce(listed.proallargtypes, listed.proargtypes::oid[]))
                    with ordinality as u (type, position)
        ),
        attributes as (
            select listed.oid, a.atttypid as type, a.attnum::int8 as position, a.attname as name
            from listed
                join pg_type as t on t.oid = listed.prorettype
                left join pg_type as e on e.oid = t.typelem and t.typcategory = 'A' and t.typelem <> 0
                join pg_attribute as a on a.attrelid = coalesce(e.typrelid, t.typrelid)
                    and a.attnum > 0 and not a.attisdropped
            where coalesce(e.typtype, t.typtype) = 'c'
        ),
        types as (
            select y.oid, \(CatalogQueries.typeItem) as item
            from pg_type as y
                \(CatalogQueries.typeJoins)
            where y.oid in (
                select p.type from parameters as p
                union select a.type from attributes as a
                union select listed.prorettype from listed)
        ),
        inputs as (
            select g.oid, json_agg(json_build_object(
                'name', coalesce(g.name, ''), 'type', types.item,
                'hasDefault', g.number > g.pronargs - g.pronargdefaults, 'isVariadic', g.mode = 'v')
                order by g.number) as items
            from (
                select p.*, row_number() over (partition by p.oid order by p.position) as number
                from parameters as p where p.mode in ('i', 'b', 'v')) as g
                join types on types.oid = g.type
            group by g.oid
        ),
        outputs as (
            select p.oid, json_agg(json_build_object(
                'name', coalesce(p.name, 'column' || p.number), 'type', types.item, 'isNotNull', false,
                'hasDefault', false, 'isGenerated', false) order by p.position) as items
            from (
                select o.*, row_number() over (partition by o.oid order by o.position) as number
                from parameters as o where o.mode in ('o', 'b', 't')) as p
                join types on types.oid = p.type
            group by p.oid
        ),
        members as (
            select a.oid, json_agg(json_build_object(
                'name', a.name, 'type', types.item, 'isNotNull', false, 'hasDefault', false, 'isGenerated', false)
                order by a.position) as items
            from attributes as a join types on types.oid = a.type
            group by a.oid
        )
        select coalesce(json_agg(json_build_object(
            'name', json_build_object('schema', p.nspname, 'name', p.proname),
            'owner', pg_get_userbyid(p.proowner),
            'identityArguments', pg_get_function_identity_arguments(p.oid),
            'isSecurityDefiner', p.prosecdef,
            'volatility', case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
            'settings', coalesce(to_json(p.proconfig), '[]'),
            'executors', coalesce((
                select json_agg(distinct case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end)
                from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
                where a.privilege_type = 'EXECUTE'), '[]'),
            'isTrigger', p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype),
            'isLeakproof', p.proleakproof,
            'signature', case
                when p.prokind = 'f' and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
                then json_build_object(
                    'parameters', coalesce(inputs.items, '[]'), 'result', result.item, 'returnsSet', p.proretset,
                    'columns', coalesce(outputs.items, members.items, '[]'))
                end)
            order by p.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), '[]')
        from listed as p
            join types as result on result.oid = p.prorettype
            left join inputs on inputs.oid = p.oid
            left join outputs on outputs.oid = p.oid
            left join members on members.oid = p.oid
        """
}
