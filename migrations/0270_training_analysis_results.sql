-- What an analysis found in a session, in detail. Tenant: tenant_id. Person: trainee_id, taken from the session.
-- It quotes what was said: seen by the trainee, by admins only where the company allows it, never by analysts.
-- Written by the service alone.
set local role palisade_owner;

create table training.analysis_results (
    tenant_id           uuid              not null default palisade.tenant_id(),
    id                  uuid              not null default palisade.uuid_v7(),
    session_id          uuid              not null,
    trainee_id          uuid              not null,
    analysis_type       text              not null,
    provider            text              not null,
    version             text              not null,
    results             jsonb             not null,
    confidence_score    double precision,
    processing_time_ms  integer,
    api_cost_usd        numeric(10,6),
    client_key          text,
    created_at          timestamptz       not null default now(),
    constraint analysis_results_pkey primary key (tenant_id, id),
    constraint analysis_results_client_key_key unique (tenant_id, session_id, client_key),
    constraint analysis_results_session_fkey foreign key (tenant_id, session_id)
        references training.sessions (tenant_id, id) on delete cascade,
    constraint analysis_results_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint analysis_results_type_known
        check (analysis_type in ('voice_metrics', 'conversation_analysis', 'combined')),
    constraint analysis_results_provider_known check (provider in ('elevenlabs', 'openai', 'combined')),
    constraint analysis_results_version_length check (length(version) between 1 and 20),
    constraint analysis_results_results_is_object check (jsonb_typeof(results) = 'object'),
    constraint analysis_results_confidence_in_range check (confidence_score between 0 and 1),
    constraint analysis_results_processing_time_not_negative check (processing_time_ms >= 0),
    constraint analysis_results_api_cost_not_negative check (api_cost_usd >= 0),
    constraint analysis_results_client_key_length check (length(client_key) between 1 and 100)
);

create index analysis_results_session_idx
    on training.analysis_results (tenant_id, session_id, created_at desc, id desc);
create index analysis_results_trainee_idx
    on training.analysis_results (tenant_id, trainee_id, created_at desc, id desc);
create index analysis_results_created_at_idx on training.analysis_results (tenant_id, created_at desc, id desc);
create index analysis_results_provider_version_idx
    on training.analysis_results (tenant_id, provider, version, created_at desc, id desc);

-- A trainee is of one tenant: told so, the planner does not take (tenant_id, trainee_id) for one row, and keeps to the
-- unique key where a row is asked for by it. Degrees of dependency only: no values are kept.
create statistics training.analysis_results_dependencies (dependencies)
    on tenant_id, trainee_id, session_id from training.analysis_results;

comment on table training.analysis_results is 'One run of one analysis over one session.';
comment on column training.analysis_results.tenant_id is 'The company''s tenant.';
comment on column training.analysis_results.id is 'Key; grows with time.';
comment on column training.analysis_results.session_id is 'The session.';
comment on column training.analysis_results.trainee_id is 'Whose session it is; set by a trigger.';
comment on column training.analysis_results.analysis_type is 'voice_metrics, conversation_analysis or combined.';
comment on column training.analysis_results.provider is 'Who computed it: elevenlabs, openai or combined.';
comment on column training.analysis_results.version is 'Version of the analysis, to compare models.';
comment on column training.analysis_results.results is
    'What was found; its shape depends on type and version. personal_context and audio_samples are personal.';
comment on column training.analysis_results.confidence_score is 'How sure the analysis is: 0 to 1.';
comment on column training.analysis_results.processing_time_ms is 'How long it took, in milliseconds.';
comment on column training.analysis_results.api_cost_usd is 'What the provider charged, in US dollars.';
comment on column training.analysis_results.client_key is
    'Chosen by the job that made it, so that a repeated request makes nothing twice.';
comment on column training.analysis_results.created_at is 'When the row was made.';

alter table training.analysis_results enable row level security;
alter table training.analysis_results force row level security;

grant select on training.analysis_results to palisade_member, palisade_admin, palisade_service;
grant insert (tenant_id, session_id, analysis_type, provider, version, results, confidence_score,
              processing_time_ms, api_cost_usd, client_key)
    on training.analysis_results to palisade_service;
grant update (results) on training.analysis_results to palisade_service;
grant delete on training.analysis_results to palisade_service;

create policy analysis_results_tenant on training.analysis_results as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy analysis_results_select_own on training.analysis_results for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy analysis_results_select_allowed on training.analysis_results for select to palisade_admin
    using (tenant_id = (
        select company.tenant_id
        from training.companies as company
        where company.tenant_id = (select palisade.tenant_id()) and company.admin_reads_transcripts
    ));

create policy analysis_results_select_tenant on training.analysis_results for select to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create policy analysis_results_insert_tenant on training.analysis_results for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy analysis_results_update_tenant on training.analysis_results for update to palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy analysis_results_delete_tenant on training.analysis_results for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger analysis_results_take_trainee
    before insert or update of tenant_id, session_id, trainee_id on training.analysis_results
    for each row execute function training.take_trainee_from_session();
