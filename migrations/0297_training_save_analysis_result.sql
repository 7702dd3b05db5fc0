-- What an analysis leaves behind, in one transaction: its run, the session's scores, and the session's state.
set local role palisade_owner;

create function training.save_analysis_result(
    session_id uuid, analysis_type text, provider text, version text, results jsonb,
    confidence_score double precision default null, processing_time_ms integer default null,
    api_cost_usd numeric default null, client_key text default null)
    returns training.analysis_results
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    session training.sessions;
    run     training.analysis_results;
    scores  training.session_analytics;
begin
    -- Held: two analyses of one session end one after the other.
    select held.*
    into session
    from training.sessions as held
    where held.tenant_id = palisade.tenant_id() and held.id = save_analysis_result.session_id
    for no key update;
    if not found then
        raise exception 'There is no such session.' using errcode = 'PA404';
    end if;
    if session.status = 'active' then
        raise exception 'This session is still running.' using errcode = 'PA409';
    end if;

    insert into training.analysis_results (tenant_id, session_id, analysis_type, provider, version, results,
                                           confidence_score, processing_time_ms, api_cost_usd, client_key)
    values (session.tenant_id, session.id, save_analysis_result.analysis_type, save_analysis_result.provider,
            save_analysis_result.version, save_analysis_result.results, save_analysis_result.confidence_score,
            save_analysis_result.processing_time_ms, save_analysis_result.api_cost_usd,
            save_analysis_result.client_key)
    on conflict (tenant_id, session_id, client_key) do nothing
    returning * into run;
    if not found then  -- asked before
        select known.*
        into run
        from training.analysis_results as known
        where known.tenant_id = session.tenant_id and known.session_id = session.id
          and known.client_key = save_analysis_result.client_key;
        return run;
    end if;

    -- Scores are taken where the results name them; another analysis' stay.
    insert into training.session_analytics as kept (
        tenant_id, session_id, overall_score, talk_time_ratio, filler_words_count, speaking_pace_wpm, sentiment_score,
        opening_score, questioning_score, objection_handling_score, closing_score)
    select session.tenant_id, session.id, found.overall_score, found.talk_time_ratio, found.filler_words_count,
           found.speaking_pace_wpm, found.sentiment_score, skills.opening, skills.questioning,
           skills.objection_handling, skills.closing
    from jsonb_to_record(run.results) as found (
             overall_score integer, talk_time_ratio double precision, filler_words_count integer,
             speaking_pace_wpm integer, sentiment_score double precision, skills jsonb)
    cross join lateral jsonb_to_record(coalesce(found.skills, '{}')) as skills (
             opening integer, questioning integer, objection_handling integer, closing integer)
    on conflict (tenant_id, session_id) do update set
        overall_score = coalesce(excluded.overall_score, kept.overall_score),
        talk_time_ratio = coalesce(excluded.talk_time_ratio, kept.talk_time_ratio),
        filler_words_count = coalesce(excluded.filler_words_count, kept.filler_words_count),
        speaking_pace_wpm = coalesce(excluded.speaking_pace_wpm, kept.speaking_pace_wpm),
        sentiment_score = coalesce(excluded.sentiment_score, kept.sentiment_score),
        opening_score = coalesce(excluded.opening_score, kept.opening_score),
        questioning_score = coalesce(excluded.questioning_score, kept.questioning_score),
        objection_handling_score = coalesce(excluded.objection_handling_score, kept.objection_handling_score),
        closing_score = coalesce(excluded.closing_score, kept.closing_score)
    returning * into scores;

    update training.sessions as held
    set status = case when held.status = 'completed' and scores.overall_score is not null then 'analyzed'
                 else held.status end,
        processing_status = case when scores.overall_score is not null then 'complete'
                            else held.processing_status end,
        analytics_summary = jsonb_strip_nulls(jsonb_build_object(
            'overall_score', scores.overall_score, 'talk_time_ratio', scores.talk_time_ratio,
            'speaking_pace_wpm', scores.speaking_pace_wpm, 'filler_words_count', scores.filler_words_count))
    where held.tenant_id = session.tenant_id and held.id = session.id;
    return run;
end
$$;
comment on function
    training.save_analysis_result(uuid, text, text, text, jsonb, double precision, integer, numeric, text)
    is 'Keeps a run of an analysis, takes its scores over and moves the session on; for the service.';

grant execute on function
    training.save_analysis_result(uuid, text, text, text, jsonb, double precision, integer, numeric, text)
    to palisade_service;
