-- What a coach sums up for one client after one session. Tenant: tenant_id. Persons: coach_id and client_id, taken
-- from the client's part in the session. Seen and written by the coach; drafted by the service; admins read. Each text
-- it ever had is kept in coaching.summary_revisions (0475).
set local role palisade_owner;

create table coaching.summaries (
    tenant_id              uuid         not null default palisade.tenant_id(),
    id                     uuid         not null default palisade.uuid_v7(),
    client_session_id      uuid         not null,
    coach_id               uuid         not null,
    client_id              uuid         not null,
    language               text         not null default 'en-US',
    wins                   text,
    challenges             text,
    action_items           jsonb        not null default '[]',
    coach_recommendations  text,
    ai_version             text,
    coach_edited_version   text,
    revision               integer      not null default 1,
    approved_at            timestamptz,
    version                integer      not null default 1,
    created_at             timestamptz  not null default now(),
    updated_at             timestamptz  not null default now(),
    search_vector          tsvector     not null generated always as (
        setweight(to_tsvector(palisade.search_configuration(language), coalesce(wins, '')), 'A')
        || setweight(to_tsvector(palisade.search_configuration(language), coalesce(challenges, '')), 'B')
        || setweight(to_tsvector(palisade.search_configuration(language), coalesce(coach_recommendations, '')), 'B')
        || setweight(jsonb_to_tsvector(palisade.search_configuration(language), action_items, '["string"]'), 'C')
        || setweight(to_tsvector(palisade.search_configuration(language), coalesce(ai_version, '')), 'D')
        || setweight(to_tsvector(palisade.search_configuration(language), coalesce(coach_edited_version, '')), 'D')
    ) stored,
    constraint summaries_pkey primary key (tenant_id, id),
    constraint summaries_client_session_key unique (tenant_id, client_session_id),
    constraint summaries_people_key unique (tenant_id, id, client_id, coach_id),
    constraint summaries_organization_fkey foreign key (tenant_id)
        references coaching.organizations (tenant_id) on delete cascade,
    constraint summaries_client_session_fkey foreign key (tenant_id, client_session_id, client_id, coach_id)
        references coaching.client_sessions (tenant_id, id, client_id, coach_id) on delete cascade,
    constraint summaries_client_fkey foreign key (tenant_id, client_id)
        references coaching.clients (tenant_id, id) on delete cascade,
    constraint summaries_coach_fkey foreign key (tenant_id, coach_id)
        references coaching.coaches (tenant_id, id),
    constraint summaries_language_is_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    constraint summaries_wins_length check (length(wins) <= 20000),
    constraint summaries_challenges_length check (length(challenges) <= 20000),
    constraint summaries_action_items_is_array check (jsonb_typeof(action_items) = 'array'),
    constraint summaries_action_items_length check (length(action_items::text) <= 20000),
    constraint summaries_coach_recommendations_length check (length(coach_recommendations) <= 20000),
    constraint summaries_ai_version_length check (length(ai_version) <= 20000),
    constraint summaries_coach_edited_version_length check (length(coach_edited_version) <= 20000)
);

create index summaries_part_idx on coaching.summaries (tenant_id, client_session_id, client_id, coach_id);
create index summaries_coach_idx on coaching.summaries (tenant_id, coach_id, created_at desc, id desc);
create index summaries_client_idx on coaching.summaries (tenant_id, client_id, created_at desc, id desc);
create index summaries_created_at_idx on coaching.summaries (tenant_id, created_at desc, id desc);
create index summaries_approved_idx on coaching.summaries (tenant_id, approved_at desc, id desc)
    where approved_at is not null;
create index summaries_search_idx on coaching.summaries using gin (tenant_id, search_vector);

-- A coach is of one tenant: told so, the planner keeps to the unique key where a row is asked for by it.
create statistics coaching.summaries_dependencies (dependencies)
    on tenant_id, coach_id, client_id, client_session_id from coaching.summaries;

comment on table coaching.summaries is 'A summary of one client''s part in one session, in the words of the coach.';
comment on column coaching.summaries.tenant_id is 'The organization''s tenant.';
comment on column coaching.summaries.id is 'Key; grows with time.';
comment on column coaching.summaries.client_session_id is 'The client''s part in the session.';
comment on column coaching.summaries.coach_id is 'Whose summary it is; set by a trigger.';
comment on column coaching.summaries.client_id is 'Whom it is about; set by a trigger.';
comment on column coaching.summaries.language is 'BCP 47 tag of its words; how they are searched.';
comment on column coaching.summaries.wins is 'What went well.';
comment on column coaching.summaries.challenges is 'What is hard.';
comment on column coaching.summaries.action_items is
    'An array of what the client means to do, as strings or objects with text.';
comment on column coaching.summaries.coach_recommendations is 'What the coach advises.';
comment on column coaching.summaries.ai_version is 'The machine''s draft, as text.';
comment on column coaching.summaries.coach_edited_version is 'The whole as the coach would send it.';
comment on column coaching.summaries.revision is 'Which of its texts this is, from 1; kept by a trigger.';
comment on column coaching.summaries.approved_at is
    'When the coach approved these very words; null again once they change.';
comment on column coaching.summaries.version is 'Counts changes, for optimistic locking; kept by a trigger.';
comment on column coaching.summaries.created_at is 'When the row was made.';
comment on column coaching.summaries.updated_at is 'When the row last changed; kept by a trigger.';
comment on column coaching.summaries.search_vector is
    'Its words in their language, weighed by where they stand; for coaching.search_summaries().';

alter table coaching.summaries enable row level security;
alter table coaching.summaries force row level security;

grant select on coaching.summaries to palisade_member, palisade_admin, palisade_service, palisade_definer;
grant insert (tenant_id, client_session_id, language, wins, challenges, action_items, coach_recommendations,
              coach_edited_version)
    on coaching.summaries to palisade_member, palisade_service;
grant insert (ai_version) on coaching.summaries to palisade_service;
grant update (language, wins, challenges, action_items, coach_recommendations, coach_edited_version, version)
    on coaching.summaries to palisade_member, palisade_service;
grant update (approved_at) on coaching.summaries to palisade_member;
grant update (ai_version) on coaching.summaries to palisade_service;
grant delete on coaching.summaries to palisade_service;

create policy summaries_tenant on coaching.summaries as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy summaries_select_own on coaching.summaries for select to palisade_member
    using (coach_id = (select id from coaching.own_coach()));

create policy summaries_select_tenant on coaching.summaries for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy summaries_insert_own on coaching.summaries for insert to palisade_member
    with check (coach_id = (select id from coaching.own_coach()));

create policy summaries_insert_tenant on coaching.summaries for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy summaries_update_own on coaching.summaries for update to palisade_member
    using      (coach_id = (select id from coaching.own_coach()))
    with check (coach_id = (select id from coaching.own_coach()));

create policy summaries_update_tenant on coaching.summaries for update to palisade_service
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy summaries_delete_tenant on coaching.summaries for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger summaries_take_people
    before insert or update of tenant_id, client_session_id, client_id, coach_id on coaching.summaries
    for each row execute function coaching.take_people_from_client_session();

create trigger summaries_touch before update on coaching.summaries
    for each row execute function palisade.touch_versioned_row();
