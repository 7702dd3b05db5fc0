-- A session's scores, for lists and dashboards. Tenant: tenant_id. Person: trainee_id, taken from the session.
-- Seen by the trainee and by admins; analysts only ever see groups, through functions. Written by the service alone:
-- nobody scores themselves.
set local role palisade_owner;

create table training.session_analytics (
    tenant_id                 uuid              not null default palisade.tenant_id(),
    id                        uuid              not null default palisade.uuid_v7(),
    session_id                uuid              not null,
    trainee_id                uuid              not null,
    overall_score             integer,
    talk_time_ratio           double precision,
    filler_words_count        integer,
    speaking_pace_wpm         integer,
    sentiment_score           double precision,
    opening_score             integer,
    questioning_score         integer,
    objection_handling_score  integer,
    closing_score             integer,
    session_date              date              not null,
    session_hour              integer           not null,
    created_at                timestamptz       not null default now(),
    updated_at                timestamptz       not null default now(),
    constraint session_analytics_pkey primary key (tenant_id, id),
    constraint session_analytics_session_key unique (tenant_id, session_id),
    constraint session_analytics_company_fkey foreign key (tenant_id)
        references training.companies (tenant_id) on delete cascade,
    constraint session_analytics_session_fkey foreign key (tenant_id, session_id)
        references training.sessions (tenant_id, id) on delete cascade,
    constraint session_analytics_trainee_fkey foreign key (tenant_id, trainee_id)
        references training.trainees (tenant_id, id) on delete cascade,
    constraint session_analytics_overall_score_in_range check (overall_score between 0 and 100),
    constraint session_analytics_talk_time_ratio_in_range check (talk_time_ratio between 0 and 1),
    constraint session_analytics_filler_words_not_negative check (filler_words_count >= 0),
    constraint session_analytics_speaking_pace_not_negative check (speaking_pace_wpm >= 0),
    constraint session_analytics_sentiment_in_range check (sentiment_score between -1 and 1),
    constraint session_analytics_opening_score_in_range check (opening_score between 0 and 100),
    constraint session_analytics_questioning_score_in_range check (questioning_score between 0 and 100),
    constraint session_analytics_objection_handling_in_range check (objection_handling_score between 0 and 100),
    constraint session_analytics_closing_score_in_range check (closing_score between 0 and 100),
    constraint session_analytics_hour_in_range check (session_hour between 0 and 23)
);

create index session_analytics_trainee_idx
    on training.session_analytics (tenant_id, trainee_id, session_date desc, id desc);
create index session_analytics_date_idx on training.session_analytics (tenant_id, session_date desc, id desc);
create index session_analytics_overall_score_idx on training.session_analytics (tenant_id, overall_score, id);

-- A trainee is of one tenant: told so, the planner does not take (tenant_id, trainee_id) for one row, and keeps to the
-- unique key where a row is asked for by it. Degrees of dependency only: no values are kept.
create statistics training.session_analytics_dependencies (dependencies)
    on tenant_id, trainee_id, session_id from training.session_analytics;

comment on table training.session_analytics is
    'The scores of one session, taken from its analyses; at most one per session.';
comment on column training.session_analytics.tenant_id is 'The company''s tenant.';
comment on column training.session_analytics.id is 'Key; grows with time.';
comment on column training.session_analytics.session_id is 'The session.';
comment on column training.session_analytics.trainee_id is 'Whose session it is; set by a trigger.';
comment on column training.session_analytics.overall_score is 'All skills together: 0 to 100.';
comment on column training.session_analytics.talk_time_ratio is 'Share of the talking that the trainee did: 0 to 1.';
comment on column training.session_analytics.filler_words_count is
    'How many fillers ("um", "you know") the trainee used.';
comment on column training.session_analytics.speaking_pace_wpm is 'The trainee''s pace in words per minute.';
comment on column training.session_analytics.sentiment_score is 'Mood of the conversation: -1 (hostile) to 1 (warm).';
comment on column training.session_analytics.opening_score is 'How well it was opened: 0 to 100.';
comment on column training.session_analytics.questioning_score is 'How well needs were asked for: 0 to 100.';
comment on column training.session_analytics.objection_handling_score is 'How well objections were met: 0 to 100.';
comment on column training.session_analytics.closing_score is 'How well it was brought to an end: 0 to 100.';
comment on column training.session_analytics.session_date is
    'Day of the start in the tenant''s time zone; set by a trigger.';
comment on column training.session_analytics.session_hour is
    'Hour (0 to 23) of the start in the tenant''s time zone; set by a trigger.';
comment on column training.session_analytics.created_at is 'When the row was made.';
comment on column training.session_analytics.updated_at is 'When the row last changed; kept by a trigger.';

alter table training.session_analytics enable row level security;
alter table training.session_analytics force row level security;

grant select on training.session_analytics to palisade_member, palisade_admin, palisade_service;
grant select (tenant_id, session_id, trainee_id, overall_score, talk_time_ratio, session_date)
    on training.session_analytics to palisade_definer;
grant insert (tenant_id, session_id, overall_score, talk_time_ratio, filler_words_count, speaking_pace_wpm,
              sentiment_score, opening_score, questioning_score, objection_handling_score, closing_score)
    on training.session_analytics to palisade_service;
-- The service moves a session's start, and with it these two, through the trigger below.
grant update (overall_score, talk_time_ratio, filler_words_count, speaking_pace_wpm, sentiment_score, opening_score,
              questioning_score, objection_handling_score, closing_score, session_date, session_hour)
    on training.session_analytics to palisade_service;
grant update (session_date, session_hour) on training.session_analytics to palisade_definer;
grant delete on training.session_analytics to palisade_service;

create policy session_analytics_tenant on training.session_analytics as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy session_analytics_select_own on training.session_analytics for select to palisade_member
    using (trainee_id = (select id from training.own_trainee()));

create policy session_analytics_select_tenant on training.session_analytics for select
    to palisade_admin, palisade_service, palisade_definer
    using (tenant_id = (select palisade.tenant_id()));

create policy session_analytics_insert_tenant on training.session_analytics for insert to palisade_service
    with check (tenant_id = (select palisade.tenant_id()));

create policy session_analytics_update_tenant on training.session_analytics for update
    to palisade_service, palisade_definer
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy session_analytics_delete_tenant on training.session_analytics for delete to palisade_service
    using (tenant_id = (select palisade.tenant_id()));

create trigger session_analytics_take_trainee_and_day
    before insert or update of tenant_id, session_id, trainee_id, session_date, session_hour
    on training.session_analytics
    for each row execute function training.take_trainee_and_day_from_session();

create trigger session_analytics_touch before update on training.session_analytics
    for each row execute function palisade.touch_row();
