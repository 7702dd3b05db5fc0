\echo # rows of a restricted person: theirs to see, for nobody else; those of others stay
begin;
\ir fixtures/two_companies.sql
insert into privacy.gdpr_requests (tenant_id, id, kind, subject_id, subject_pseudonym, requested_role, tenants)
    values (pg_temp.tenant('a'), pg_temp.key('a', '00d', 3), 'restrict', pg_temp.key('a', '001', 3), 'p', 'palisade_admin', array[pg_temp.tenant('a')]);
insert into privacy.restrictions (tenant_id, relation, subject_key, user_id, request_id) values
    (pg_temp.tenant('a'), 'training.trainees', pg_temp.key('a', '002', 3), pg_temp.key('a', '001', 3), pg_temp.key('a', '00d', 3)),
    (pg_temp.tenant('a'), 'core.users',        pg_temp.key('a', '001', 3), pg_temp.key('a', '001', 3), pg_temp.key('a', '00d', 3));
create function pg_temp.seen(relation text) returns text language plpgsql as $$
declare
    counted text;
begin
    execute format('select count(*) from %s', relation) into counted;
    return counted;
exception when insufficient_privilege then
    return 'no right';
end
$$;
grant execute on function pg_temp.seen(text) to public;
\set seen 'select relation, pg_temp.seen(relation) from unnest(\'{core.users,core.memberships,training.trainees,training.sessions,training.session_participants,training.transcripts,training.analysis_results,training.session_analytics,training.trainee_daily}\'::text[]) as relation;'
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
\echo ## palisade_member: the person
set local role palisade_member;
:seen
select set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
\echo ## palisade_member: another trainee
:seen
select set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
\echo ## palisade_admin
set local role palisade_admin;
:seen
\echo ## palisade_admin: no row to change, and none to delete
update training.trainees set team = 'x' where id = pg_temp.key('a', '002', 3);
update training.trainees set team = 'x' where id = pg_temp.key('a', '002', 4);
\echo ## palisade_admin: figures count the others
select total_sessions, active_users from training.company_figures(365);
select team, people from training.team_figures(365);
\echo ## palisade_service
set local role palisade_service;
:seen
update training.sessions set title = 'x' where trainee_id = pg_temp.key('a', '002', 3);
\echo ## palisade_service: search
select count(*) from training.search_transcripts('words');
\echo ## palisade_analyst
select set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
:seen
\echo ## palisade_admin of B: everybody
select set_config('palisade.tenant_id', pg_temp.tenant('b')::text, true), set_config('palisade.user_id', pg_temp.key('b', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
:seen
\echo ## the owner of the tables, whom policies bind: asked as anybody
set local role palisade_owner;
select palisade.hidden_people('training.trainees');
\echo ## palisade_anon
set local role palisade_anon;
select palisade.hidden_people('training.trainees');
reset role;
\echo ## every table whose rows are of one person alone hides them; asked once per statement
select polrelid::regclass::text as relation, pg_get_expr(polqual, polrelid) like '%SELECT%' as once
from pg_policy where polname = 'privacy_restriction' order by 1;
rollback;
