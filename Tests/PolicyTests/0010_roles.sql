-- The application's schemas, and with it any that a module adds; palisade's own and that of extensions hold no tenant's rows.
create temp view modules as
select oid, nspname from pg_namespace where pg_get_userbyid(nspowner) = 'palisade_owner' and nspname not in ('palisade', 'extensions');
\echo # the roles of the cluster: who may log in, bypass policies, or become whom
select rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls
from pg_roles
where rolname ~ '^palisade_(owner|definer|authenticator|anon|member|analyst|admin|service)$' order by rolname;
-- Others of the cluster may have been granted them for another database: here they count once they can connect.
select role.rolname as role, member.rolname as granted_to
from pg_auth_members join pg_roles role on role.oid = roleid join pg_roles member on member.oid = member
where role.rolname ~ '^palisade_(owner|definer|authenticator|anon|member|analyst|admin|service)$'
  and not member.rolsuper and has_database_privilege(member.oid, current_database(), 'connect') order by 1, 2;

\echo # what the login role owns or was granted itself: nothing but to connect
select count(*) from pg_shdepend join pg_database on datname = current_database()
where refobjid = 'palisade_authenticator'::regrole and deptype = 'o'
  and (dbid = pg_database.oid or classid = 'pg_database'::regclass and objid = pg_database.oid);
select has_database_privilege('palisade_authenticator', current_database(), 'connect') as connects,
       has_database_privilege('palisade_authenticator', current_database(), 'create') as creates,
       has_database_privilege('palisade_authenticator', current_database(), 'temporary') as makes_tables;

\echo # schemas and functions that PUBLIC may use, schemas in which a request role may create: none
select nspname from pg_namespace, aclexplode(nspacl) acl
where (nspname in ('public', 'palisade') or oid in (select oid from modules)) and acl.grantee = 0;
select proc.oid::regprocedure from pg_proc proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) acl
where (pronamespace = 'palisade'::regnamespace or pronamespace in (select oid from modules)) and acl.grantee = 0;
select rolname, nspname from pg_roles, pg_namespace
where rolname ~ '^palisade_(anon|member|analyst|admin|service|authenticator|definer)$'
  and nspname !~ '^pg_(temp|toast)' and has_schema_privilege(rolname, nspname, 'create');

\echo # tables without enabled and forced policies, or without a restrictive policy for everybody: none
select oid::regclass from pg_class
where relnamespace in (select oid from modules) and relkind in ('r', 'p')
  and not (relrowsecurity and relforcerowsecurity
           and exists (select from pg_policy where polrelid = pg_class.oid and not polpermissive and polroles = '{0}'));

\echo # privileges that policies do not govern, and grants to PUBLIC: none
select relation.oid::regclass, privilege_type, grantee::regrole
from pg_class relation, aclexplode(relacl)
where relnamespace in (select oid from modules) and grantee <> relowner
  and (privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN') or grantee = 0);

\echo # columns that say whose a row is, which a person may change: none
select relation.oid::regclass as table_name, attname, role
from pg_class relation join pg_attribute on attrelid = relation.oid,
     unnest('{palisade_anon,palisade_member,palisade_analyst,palisade_admin}'::text[]) role
where relnamespace in (select oid from modules) and attnum > 0 and not attisdropped
  and (attname in ('tenant_id', 'trainee_id', 'session_id') or attname like '%user_id')
  and has_column_privilege(role, relation.oid, attnum, 'update');

\echo # a command that is granted without a permissive policy for the role: none
select table_name, role, command
from (select oid, oid::regclass as table_name from pg_class
      where relnamespace in (select oid from modules) and relkind = 'r') as tables,
     unnest('{palisade_anon,palisade_member,palisade_analyst,palisade_admin,palisade_service}'::text[]) role,
     (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as commands (command, letter)
where (has_table_privilege(role, oid, command)
       or command <> 'delete' and has_any_column_privilege(role, oid, command))
  and not exists (select from pg_policy where polrelid = tables.oid and polpermissive and polcmd in (letter::"char", '*')
                  and role::regrole = any (polroles));

\echo # unique keys and foreign keys of tenant tables that leave the tenant out: only those of global identities and registries
select conrelid::regclass, conname, contype from pg_constraint
where connamespace in (select oid from modules) and contype in ('p', 'u', 'f')
  and conrelid not in (select oid from pg_class where relispartition)
  and not exists (select from pg_attribute where attrelid = conrelid and attnum = conkey[1]
                  and attname = case conrelid::regclass::text when 'core.tenants' then 'id' else 'tenant_id' end)
order by 1, 2;

\echo # foreign keys that no index serves: none
select conrelid::regclass, conname from pg_constraint
where connamespace in (select oid from modules) and contype = 'f'
  and not exists (select from pg_index where indrelid = conrelid
                  and (indkey::smallint[])[0:cardinality(conkey) - 1] @> conkey);

\echo # views that would run as their owner, materialized views: none
select oid::regclass from pg_class
where relnamespace in (select oid from modules)
  and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions, '{}') @> '{security_invoker=true}');

\echo # columns and tables without a comment: none
select attrelid::regclass, attname from pg_attribute join pg_class on pg_class.oid = attrelid
where relnamespace in (select oid from modules) and relkind in ('r', 'v', 'p') and not relispartition and attnum > 0
  and not attisdropped and (col_description(attrelid, attnum) is null or obj_description(attrelid, 'pg_class') is null);
