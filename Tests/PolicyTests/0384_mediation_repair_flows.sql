\echo # analyses and repair plans: kept with their history, ticked, counted
begin;
\ir fixtures/two_couples.sql
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
\echo # not while the conflict goes on
select 1 from mediation.save_conflict_analysis(pg_temp.key('c', '020', 2), '{}');
select status from mediation.update_conflict_status(pg_temp.key('c', '020', 2), 'processing');
\echo # lists come from the data where they are not given; the conflict moves on
select id as analysis, revision, root_causes, patterns_identified, recommended_actions from mediation.save_conflict_analysis(pg_temp.key('c', '020', 2), '{"root_causes": ["money", null, "fear"], "patterns_identified": "none"}', recommended_actions => '{talk}', analysis_version => '1') \gset
select revision, root_causes, patterns_identified, recommended_actions from mediation.conflict_analysis where id = :'analysis';
select status from mediation.conflicts where id = pg_temp.key('c', '020', 2);
\echo # sent once more: no revision; a newer one: a revision, and the former in the history
select revision from mediation.save_conflict_analysis(pg_temp.key('c', '020', 2), '{"root_causes": ["money", null, "fear"], "patterns_identified": "none"}', recommended_actions => '{talk}', analysis_version => '1');
select pg_temp.become('c', 2) \g /dev/null
select revision, root_causes from mediation.save_conflict_analysis(pg_temp.key('c', '020', 2), '{"root_causes": ["money"]}', analysis_version => '2');
select revision, root_causes, recommended_actions, analysis_version from mediation.conflict_analysis_history where conflict_id = pg_temp.key('c', '020', 2);
select 1 from mediation.save_conflict_analysis(pg_temp.key('d', '020', 2), '{}');
select 1 from mediation.save_conflict_analysis(pg_temp.key('c', '020', 2), '[]');
\echo # a plan for each partner: items from its steps, ticked one by one
select id as plan, partner_requesting, action_items, completion_percentage from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{"steps": ["Call", "Cook", "Walk"]}', plan_version => '1') \gset
select action_items from mediation.repair_plans where id = :'plan';
select completion_percentage, started_at is not null as begun, completed_at is not null as complete from mediation.set_repair_action_item(:'plan', 0);
select completion_percentage, completed_at is not null as complete from mediation.set_repair_action_item(:'plan', 0, true);
select completion_percentage from mediation.set_repair_action_item(:'plan', 1);
select completion_percentage, completed_at is not null as complete from mediation.set_repair_action_item(:'plan', 2);
select completion_percentage, completed_at is not null as complete from mediation.set_repair_action_item(:'plan', 2, false);
select 1 from mediation.set_repair_action_item(:'plan', 3);
select 1 from mediation.set_repair_action_item(:'plan', -1);
\echo # sent once more without items, what is ticked stays so; another plan replaces it
select id = :'plan' as same, completion_percentage from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{"steps": ["Call", "Cook", "Walk"]}', plan_version => '1');
select id = :'plan' as same, completion_percentage, action_items from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{"steps": ["Call"]}', '[{"action": "Write", "due_date": "2026-06-01"}]', '2');
select 1 from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{}', '[{"completed": true}]');
select 1 from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{}', '[{"action": "x", "completed": "yes"}]');
\echo # the other partner neither sees nor ticks it, and has one of their own
select pg_temp.become('c', 1) \g /dev/null
select 1 from mediation.set_repair_action_item(:'plan', 0);
select id = :'plan' as same, partner_requesting from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{}');
select 1 from mediation.save_repair_plan(pg_temp.key('d', '020', 2), '{}');
\echo # roles that may not call it
set local role palisade_admin;
select 1 from mediation.save_repair_plan(pg_temp.key('c', '020', 2), '{}');
set local role palisade_analyst;
select 1 from mediation.save_conflict_analysis(pg_temp.key('c', '020', 2), '{}');
rollback;
