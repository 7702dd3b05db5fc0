-- A newer analysis of a conflict replaces the row; what it replaces is kept.
set local role palisade_owner;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.keep_former_analysis() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into mediation.conflict_analysis_history (
        tenant_id, analysis_id, conflict_id, revision, analysis_data, root_causes, patterns_identified,
        recommended_actions, analysis_version, analyzed_at, time_to_analyze_ms)
    values (
        old.tenant_id, old.id, old.conflict_id, old.revision, old.analysis_data, old.root_causes,
        old.patterns_identified, old.recommended_actions, old.analysis_version, old.analyzed_at,
        old.time_to_analyze_ms);
    new.revision := old.revision + 1;  -- whatever the statement said
    return new;
end
$$;
comment on function mediation.keep_former_analysis() is 'Trigger: copies an analysis to the history before it changes.';

-- Who makes a trigger must be allowed to call it; who sets it off need not.
grant execute on function mediation.keep_former_analysis() to palisade_owner;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;

create trigger conflict_analysis_keep_former before update on mediation.conflict_analysis
    for each row when ((old.analysis_data, old.root_causes, old.patterns_identified, old.recommended_actions,
                        old.analysis_version)
                       is distinct from
                       (new.analysis_data, new.root_causes, new.patterns_identified, new.recommended_actions,
                        new.analysis_version))
    execute function mediation.keep_former_analysis();
