-- Analyses that a newer one replaced, to compare models. Tenant: tenant_id. Seen by both partners; written by a trigger
-- alone.
set local role palisade_owner;

create table mediation.conflict_analysis_history (
    tenant_id            uuid         not null default palisade.tenant_id(),
    id                   uuid         not null default palisade.uuid_v7(),
    analysis_id          uuid         not null,
    conflict_id          uuid         not null,
    revision             integer      not null,
    analysis_data        jsonb        not null,
    root_causes          text[]       not null default '{}',
    patterns_identified  text[]       not null default '{}',
    recommended_actions  text[]       not null default '{}',
    analysis_version     text,
    analyzed_at          timestamptz  not null,
    time_to_analyze_ms   integer,
    replaced_at          timestamptz  not null default now(),
    deleted_at           timestamptz,
    constraint conflict_analysis_history_pkey primary key (tenant_id, id),
    constraint conflict_analysis_history_revision_key unique (tenant_id, analysis_id, revision),
    constraint conflict_analysis_history_analysis_fkey foreign key (tenant_id, analysis_id)
        references mediation.conflict_analysis (tenant_id, id) on delete cascade,
    constraint conflict_analysis_history_conflict_fkey foreign key (tenant_id, conflict_id)
        references mediation.conflicts (tenant_id, id)
);

create index conflict_analysis_history_conflict_idx
    on mediation.conflict_analysis_history (tenant_id, conflict_id, revision desc, id desc);

comment on table mediation.conflict_analysis_history is 'A former analysis of a conflict.';
comment on column mediation.conflict_analysis_history.tenant_id is 'The couple''s tenant.';
comment on column mediation.conflict_analysis_history.id is 'Key; grows with time.';
comment on column mediation.conflict_analysis_history.analysis_id is 'The current analysis that followed it.';
comment on column mediation.conflict_analysis_history.conflict_id is 'The conflict.';
comment on column mediation.conflict_analysis_history.revision is 'Which analysis of this conflict it was, from 1.';
comment on column mediation.conflict_analysis_history.analysis_data is 'All that was found; its shape is the model''s.';
comment on column mediation.conflict_analysis_history.root_causes is 'Root causes, such as communication_breakdown.';
comment on column mediation.conflict_analysis_history.patterns_identified is 'Patterns that come back.';
comment on column mediation.conflict_analysis_history.recommended_actions is 'What the couple may do about it.';
comment on column mediation.conflict_analysis_history.analysis_version is
    'Version of the model or prompt, to compare results.';
comment on column mediation.conflict_analysis_history.analyzed_at is 'When the analysis was made.';
comment on column mediation.conflict_analysis_history.time_to_analyze_ms is 'How long it took, in milliseconds.';
comment on column mediation.conflict_analysis_history.replaced_at is 'When a newer one replaced it.';
comment on column mediation.conflict_analysis_history.deleted_at is
    'When it was deleted; null while it is not. Purged by the rules of retention.';

alter table mediation.conflict_analysis_history enable row level security;
alter table mediation.conflict_analysis_history force row level security;

grant select on mediation.conflict_analysis_history to palisade_member, palisade_service, palisade_definer;
grant insert (tenant_id, analysis_id, conflict_id, revision, analysis_data, root_causes, patterns_identified,
              recommended_actions, analysis_version, analyzed_at, time_to_analyze_ms)
    on mediation.conflict_analysis_history to palisade_definer;
grant update (deleted_at) on mediation.conflict_analysis_history to palisade_definer;

create policy conflict_analysis_history_tenant on mediation.conflict_analysis_history as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflict_analysis_history_select_present on mediation.conflict_analysis_history for select
    to palisade_member
    using (tenant_id = (select palisade.tenant_id()) and deleted_at is null);

create policy conflict_analysis_history_select_tenant on mediation.conflict_analysis_history for select
    to palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy conflict_analysis_history_insert_tenant on mediation.conflict_analysis_history for insert
    to palisade_definer
    with check (tenant_id = (select palisade.tenant_id()));

create policy conflict_analysis_history_update_tenant on mediation.conflict_analysis_history for update
    to palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));
