-- What an analysis found in a conflict. Tenant: tenant_id. Seen and kept by both partners, for it is about both. One
-- row per conflict; a newer analysis replaces it, and the replaced one goes to the history.
set local role palisade_owner;

create table mediation.conflict_analysis (
    tenant_id            uuid         not null default palisade.tenant_id(),
    id                   uuid         not null default palisade.uuid_v7(),
    conflict_id          uuid         not null,
    analysis_data        jsonb        not null,
    root_causes          text[]       not null default '{}',
    patterns_identified  text[]       not null default '{}',
    recommended_actions  text[]       not null default '{}',
    analysis_version     text,
    analysis_path        text         not null,
    analysis_vector_id   text,
    analyzed_at          timestamptz  not null default now(),
    time_to_analyze_ms   integer,
    revision             integer      not null default 1,
    metadata             jsonb        not null default '{}',
    created_at           timestamptz  not null default now(),
    updated_at           timestamptz  not null default now(),
    deleted_at           timestamptz,
    constraint conflict_analysis_pkey primary key (tenant_id, id),
    constraint conflict_analysis_conflict_key unique (tenant_id, conflict_id),
    constraint conflict_analysis_relationship_fkey foreign key (tenant_id)
        references mediation.relationships (tenant_id) on delete cascade,
    constraint conflict_analysis_conflict_fkey foreign key (tenant_id, conflict_id)
        references mediation.conflicts (tenant_id, id),
    constraint conflict_analysis_data_is_object check (jsonb_typeof(analysis_data) = 'object'),
    constraint conflict_analysis_lists_bounded
        check (greatest(cardinality(root_causes), cardinality(patterns_identified),
                        cardinality(recommended_actions)) <= 100),
    constraint conflict_analysis_version_length check (length(analysis_version) between 1 and 50),
    constraint conflict_analysis_time_not_negative check (time_to_analyze_ms >= 0),
    constraint conflict_analysis_revision_positive check (revision > 0),
    constraint conflict_analysis_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);

create index conflict_analysis_analyzed_at_idx on mediation.conflict_analysis (tenant_id, analyzed_at desc, id desc);

comment on table mediation.conflict_analysis is 'The current analysis of one conflict; at most one per conflict.';
comment on column mediation.conflict_analysis.tenant_id is 'The couple''s tenant.';
comment on column mediation.conflict_analysis.id is 'Key; grows with time.';
comment on column mediation.conflict_analysis.conflict_id is 'The conflict.';
comment on column mediation.conflict_analysis.analysis_data is 'All that was found; its shape is the model''s.';
comment on column mediation.conflict_analysis.root_causes is 'Root causes, such as communication_breakdown.';
comment on column mediation.conflict_analysis.patterns_identified is 'Patterns that come back.';
comment on column mediation.conflict_analysis.recommended_actions is 'What the couple may do about it.';
comment on column mediation.conflict_analysis.analysis_version is 'Version of the model or prompt, to compare results.';
comment on column mediation.conflict_analysis.analysis_path is
    'Object of the analysis in the bucket analysis; set by a trigger, never by a client.';
comment on column mediation.conflict_analysis.analysis_vector_id is
    'Vector of the analysis in the namespace analysis; null until it is indexed.';
comment on column mediation.conflict_analysis.analyzed_at is 'When the analysis was made.';
comment on column mediation.conflict_analysis.time_to_analyze_ms is 'How long it took, in milliseconds.';
comment on column mediation.conflict_analysis.revision is
    'Which analysis of this conflict it is, from 1; kept by a trigger.';
comment on column mediation.conflict_analysis.metadata is 'What else an app keeps with it; an object.';
comment on column mediation.conflict_analysis.created_at is 'When the row was made.';
comment on column mediation.conflict_analysis.updated_at is 'When the row last changed; kept by a trigger.';
comment on column mediation.conflict_analysis.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.conflict_analysis enable row level security;
alter table mediation.conflict_analysis force row level security;

grant select on mediation.conflict_analysis to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, conflict_id, analysis_data, root_causes, patterns_identified, recommended_actions,
              analysis_version, analyzed_at, time_to_analyze_ms, metadata)
    on mediation.conflict_analysis to palisade_member, palisade_service;
grant update (analysis_data, root_causes, patterns_identified, recommended_actions, analysis_version, analyzed_at,
              time_to_analyze_ms, metadata)
    on mediation.conflict_analysis to palisade_member, palisade_service;
grant update (analysis_vector_id) on mediation.conflict_analysis to palisade_service;
grant update (deleted_at) on mediation.conflict_analysis to palisade_definer;

create policy conflict_analysis_tenant on mediation.conflict_analysis as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflict_analysis_select_present on mediation.conflict_analysis for select to palisade_member
    using (tenant_id = (select palisade.tenant_id()) and deleted_at is null);

create policy conflict_analysis_select_tenant on mediation.conflict_analysis for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy conflict_analysis_insert_tenant on mediation.conflict_analysis for insert
    to palisade_member, palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflict_analysis_update_tenant on mediation.conflict_analysis for update
    to palisade_member, palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create trigger conflict_analysis_take_path before insert on mediation.conflict_analysis
    for each row execute function mediation.take_analysis_path();

create trigger conflict_analysis_touch before update on mediation.conflict_analysis
    for each row execute function palisade.touch_row();
