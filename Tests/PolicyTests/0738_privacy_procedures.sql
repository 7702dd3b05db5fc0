\echo # the privacy procedures: who may call which, for whom
begin;
\ir fixtures/two_companies.sql
-- Random keys and times are left out of what is shown.
create function pg_temp.try(call text) returns text language plpgsql as $$
declare
    answer text;
begin
    execute 'select x::text from ' || call || ' as x limit 1' into answer;
    return 'allowed';
exception when others then
    return sqlstate || ' ' || sqlerrm;
end
$$;
grant execute on function pg_temp.try(text) to public;
create temp table calls (position integer, name text, call text);
grant select on calls to public;
insert into calls values
    (1, 'preview of oneself',            'privacy.preview(''export'', palisade.user_id())'),
    (2, 'preview of a colleague',        'privacy.preview(''export'', pg_temp.key(''a'', ''001'', 4))'),
    (3, 'preview of a trainee''s row',   'privacy.preview(''export'', pg_temp.key(''a'', ''002'', 4))'),
    (4, 'preview of somebody of B',      'privacy.preview(''export'', pg_temp.key(''b'', ''001'', 4))'),
    (5, 'preview of nobody',             'privacy.preview(''export'', pg_temp.key(''f'', ''001'', 4))'),
    (6, 'preview of a session of B',     'privacy.preview(''anonymize_session'', null, pg_temp.key(''b'', ''003'', 4))'),
    (7, 'erase without a request',       'privacy.erase_subject(pg_temp.key(''a'', ''001'', 4), gen_random_uuid(), '''')'),
    (8, 'delete sessions, no request',   'privacy.delete_user_sessions(pg_temp.key(''a'', ''001'', 4), gen_random_uuid(), '''')'),
    (9, 'anonymize session, no request', 'privacy.anonymize_session(pg_temp.key(''a'', ''003'', 4), gen_random_uuid(), '''')'),
    (10, 'anonymize, no request',        'privacy.anonymize_subject(pg_temp.key(''a'', ''001'', 4), gen_random_uuid(), '''')'),
    (11, 'export, no request',           'privacy.export_subject(pg_temp.key(''a'', ''001'', 4), gen_random_uuid(), '''')'),
    (12, 'restrict, no request',         'privacy.restrict_processing(pg_temp.key(''a'', ''001'', 4), gen_random_uuid(), '''')'),
    (13, 'rectify, no request',          'privacy.rectify(pg_temp.key(''a'', ''001'', 4), gen_random_uuid(), '''', ''training.trainees'', gen_random_uuid(), ''full_name'', ''"x"'')'),
    (14, 'export me',                    'privacy.export_me()'),
    (15, 'preview erase me',             'privacy.preview_erase_me()'),
    (16, 'erase me, no request',         'privacy.erase_me(gen_random_uuid(), '''')'),
    (17, 'verify, no request',           'privacy.verify(gen_random_uuid())'),
    (18, 'refuse, no request',           'privacy.refuse_request(gen_random_uuid(), ''x'')'),
    (19, 'extend, no request',           'privacy.extend_request(gen_random_uuid(), ''x'')'),
    (20, 'dry run of retention',         'privacy.preview_retention(gen_random_uuid())'),
    (21, 'a batch',                      'privacy.work()'),
    (22, 'a batch of a request',         'privacy.run_batch(pg_temp.tenant(''a''), gen_random_uuid())'),
    (23, 'retention',                    'privacy.retain()'),
    (24, 'seal',                         'privacy.seal_audit()'),
    (25, 'verify the audit log',         'privacy.verify_audit()'),
    (26, 'the erasure log',              'privacy.export_erasures()'),
    (27, 'replay',                       'privacy.replay()'),
    (28, 'a tombstone',                  'privacy.bury(''{}'', ''{}'', ''erase'', gen_random_uuid())'),
    (29, 'an entry of the log',          'privacy.note(''read'', ''x'', ''x'', ''x'', ''{}'')'),
    (30, 'the hash of a person',         'privacy.subject_hash(''core.users'', ''x'')'),
    (31, 'fetch an export, none',        'privacy.fetch_export(gen_random_uuid())'),
    (32, 'close an export, none',        'privacy.close_export(gen_random_uuid())'),
    (33, 'make an archive',              'privacy.begin_export()'),
    (34, 'a piece of an archive',        'privacy.store_export(pg_temp.tenant(''a''), gen_random_uuid(), ''\x00'')');
\set QUIET on
\set try 'select name, pg_temp.try(call) from calls order by position;'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
\echo ## palisade_anon
set local role palisade_anon;
:try
\echo ## palisade_member, a trainee
set local role palisade_member;
:try
\echo ## palisade_analyst
select set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
:try
\echo ## palisade_service
set local role palisade_service;
:try
\echo ## palisade_admin, by a token whose membership is only that of a member
set local role palisade_admin;
:try
\echo ## palisade_admin
select set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
:try
\echo ## palisade_admin of B, in the tenant A
select set_config('palisade.user_id', pg_temp.key('b', '001', 1)::text, true) \g /dev/null
:try
\echo ## palisade_admin without a tenant
select set_config('palisade.tenant_id', '', true) \g /dev/null
:try

\echo # a couple has no admin over what its partners wrote: the token of an admin acts for its owner only
reset role;
update core.tenants set kind = 'couple' where id = pg_temp.tenant('a');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
:try

\echo # request roles may execute no procedure but these
reset role;
select role, proc.oid::regprocedure::text as procedure
from pg_proc as proc, unnest('{palisade_anon,palisade_member,palisade_analyst,palisade_admin,palisade_service,palisade_authenticator}'::text[]) as role
where pronamespace = 'privacy'::regnamespace and has_function_privilege(role, proc.oid, 'execute')
order by role, procedure;
\echo # every definer function: owned by the definer, fixed search path, not for PUBLIC
select proc.oid::regprocedure from pg_proc as proc
where pronamespace = 'privacy'::regnamespace and prosecdef
  and (proowner <> 'palisade_definer'::regrole or not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false));
rollback;
