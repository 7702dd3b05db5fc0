-- Analyses and repair plans, as mutations. They run with the caller's rights under the policies.
set local role palisade_owner;

create function mediation.texts(list jsonb) returns text[]
    language sql immutable parallel safe
    set search_path = ''
    return case when jsonb_typeof(list) = 'array'
        then array(select item.value from jsonb_array_elements_text(list) as item where item.value is not null) end;
comment on function mediation.texts(jsonb) is 'The texts of a JSON array; null for anything else.';

create function mediation.save_conflict_analysis(
    conflict_id          uuid,
    analysis_data        jsonb,
    root_causes          text[] default null,
    patterns_identified  text[] default null,
    recommended_actions  text[] default null,
    analysis_version     text default null,
    time_to_analyze_ms   integer default null
) returns mediation.conflict_analysis
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    conflict_status text;
    data            jsonb := save_conflict_analysis.analysis_data;
    saved           mediation.conflict_analysis;
begin
    -- Before the analysis, as everywhere: two who save at once follow each other.
    select conflict.status
    into conflict_status
    from mediation.conflicts as conflict
    where conflict.tenant_id = palisade.tenant_id() and conflict.id = save_conflict_analysis.conflict_id
    for no key update;
    if not found then
        raise exception 'There is no such conflict.' using errcode = 'PA404';
    end if;
    if conflict_status = 'active' then
        raise exception 'This conflict still goes on.'
            using errcode = 'PA409', hint = 'Capture its transcript first.';
    end if;

    insert into mediation.conflict_analysis as analysis (
        conflict_id, analysis_data, root_causes, patterns_identified, recommended_actions, analysis_version,
        time_to_analyze_ms)
    values (
        save_conflict_analysis.conflict_id, data,
        coalesce(save_conflict_analysis.root_causes, mediation.texts(data -> 'root_causes'), '{}'),
        coalesce(save_conflict_analysis.patterns_identified, mediation.texts(data -> 'patterns_identified'), '{}'),
        coalesce(save_conflict_analysis.recommended_actions, mediation.texts(data -> 'recommended_actions'), '{}'),
        save_conflict_analysis.analysis_version, save_conflict_analysis.time_to_analyze_ms)
    on conflict (tenant_id, conflict_id) do update
        set analysis_data = excluded.analysis_data,
            root_causes = excluded.root_causes,
            patterns_identified = excluded.patterns_identified,
            recommended_actions = excluded.recommended_actions,
            analysis_version = excluded.analysis_version,
            time_to_analyze_ms = excluded.time_to_analyze_ms,
            analyzed_at = excluded.analyzed_at
        -- Sent once more, it is the same: neither a revision nor a new time.
        where (analysis.analysis_data, analysis.root_causes, analysis.patterns_identified,
               analysis.recommended_actions, analysis.analysis_version)
              is distinct from
              (excluded.analysis_data, excluded.root_causes, excluded.patterns_identified,
               excluded.recommended_actions, excluded.analysis_version)
    returning analysis.* into saved;
    if not found then
        select analysis.*
        into saved
        from mediation.conflict_analysis as analysis
        where analysis.tenant_id = palisade.tenant_id()
          and analysis.conflict_id = save_conflict_analysis.conflict_id;
    end if;

    if conflict_status in ('processing', 'completed') then
        update mediation.conflicts as conflict
        set status = 'analyzed'
        where conflict.tenant_id = palisade.tenant_id() and conflict.id = save_conflict_analysis.conflict_id;
    end if;
    return saved;
end
$$;
comment on function mediation.save_conflict_analysis(uuid, jsonb, text[], text[], text[], text, integer) is
    'Keeps the analysis of a conflict; the one before goes to the history. Lists left out are taken from the data.';

create function mediation.action_items(items jsonb, plan_data jsonb) returns jsonb
    language plpgsql immutable
    set search_path = ''
as $$
declare
    wanted jsonb := coalesce(
        items,
        (select jsonb_agg(jsonb_build_object('action', step.value, 'completed', false, 'due_date', null)
                          order by step.ordinality)
         from jsonb_array_elements_text(case when jsonb_typeof(plan_data -> 'steps') = 'array'
                                            then plan_data -> 'steps' else '[]' end)
              with ordinality as step),
        '[]');
begin
    if jsonb_typeof(wanted) <> 'array' or jsonb_array_length(wanted) > 200 or exists (
        select
        from jsonb_array_elements(wanted) as item
        where jsonb_typeof(item.value) <> 'object'
           or jsonb_typeof(item.value -> 'action') is distinct from 'string'
           or jsonb_typeof(coalesce(item.value -> 'completed', 'false')) <> 'boolean'
    ) then
        raise exception 'Action items are an array of at most 200 items, each with an action.'
            using errcode = 'PA400',
                hint = 'Each item: {"action": "…", "completed": false, "due_date": "2026-01-31"}.';
    end if;
    return wanted;
end
$$;
comment on function mediation.action_items(jsonb, jsonb) is
    'Action items that are well-formed, or PA400; without any, one for each of the plan''s steps.';

create function mediation.save_repair_plan(
    conflict_id   uuid,
    plan_data     jsonb,
    action_items  jsonb default null,
    plan_version  text default null
) returns mediation.repair_plans
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    saved mediation.repair_plans;
begin
    perform mediation.require_conflict(save_repair_plan.conflict_id);
    insert into mediation.repair_plans as plan (conflict_id, owner_user_id, plan_data, action_items, plan_version)
    values (
        save_repair_plan.conflict_id, palisade.user_id(), save_repair_plan.plan_data,
        mediation.action_items(save_repair_plan.action_items, save_repair_plan.plan_data),
        save_repair_plan.plan_version)
    on conflict (tenant_id, conflict_id, owner_user_id) where deleted_at is null do update
        set plan_data = excluded.plan_data,
            action_items = excluded.action_items,
            plan_version = excluded.plan_version,
            generated_at = excluded.generated_at
        where (plan.plan_data, plan.plan_version) is distinct from (excluded.plan_data, excluded.plan_version)
           or save_repair_plan.action_items is not null
    returning plan.* into saved;
    if not found then
        -- Sent once more without items: what is ticked stays ticked.
        select plan.*
        into saved
        from mediation.repair_plans as plan
        where plan.tenant_id = palisade.tenant_id()
          and plan.conflict_id = save_repair_plan.conflict_id
          and plan.owner_user_id = palisade.user_id();
    end if;
    return saved;
end
$$;
comment on function mediation.save_repair_plan(uuid, jsonb, jsonb, text) is
    'Keeps the caller''s plan for a conflict, in place of one that is there. Without items, one for each step.';

create function mediation.set_repair_action_item(plan_id uuid, item integer, completed boolean default true)
    returns mediation.repair_plans
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    changed mediation.repair_plans;
begin
    select plan.*
    into changed
    from mediation.repair_plans as plan
    where plan.tenant_id = palisade.tenant_id() and plan.id = set_repair_action_item.plan_id
    for no key update;
    if not found then
        raise exception 'There is no such plan.' using errcode = 'PA404';
    end if;
    if set_repair_action_item.item is null or set_repair_action_item.item < 0
        or set_repair_action_item.item >= jsonb_array_length(changed.action_items)
    then
        raise exception 'The plan has no such item.'
            using errcode = 'PA400', hint = 'Items are numbered from 0 in the order of actionItems.';
    end if;
    update mediation.repair_plans as plan
    set action_items = jsonb_set(
            plan.action_items, array[set_repair_action_item.item::text, 'completed'],
            to_jsonb(coalesce(set_repair_action_item.completed, true)))
    where plan.tenant_id = palisade.tenant_id() and plan.id = set_repair_action_item.plan_id
    returning plan.* into changed;
    return changed;
end
$$;
comment on function mediation.set_repair_action_item(uuid, integer, boolean) is
    'Ticks one item of the caller''s plan, from 0, or takes the tick away; the percentage follows.';

grant execute on function
    mediation.texts(jsonb),
    mediation.action_items(jsonb, jsonb),
    mediation.save_conflict_analysis(uuid, jsonb, text[], text[], text[], text, integer),
    mediation.save_repair_plan(uuid, jsonb, jsonb, text),
    mediation.set_repair_action_item(uuid, integer, boolean)
    to palisade_member, palisade_service;
