-- Transcripts, analyses, repair plans and documents have copies outside: an object and a vector each, asked for in the
-- transaction that makes or changes the row, whoever writes it. Private venting, talks with the mediator, the diary and
-- moments of intimacy have none.
set local role palisade_owner;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.copy_transcript() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.deleted_at is not null then
        perform core.discard_copies('mediation.conflicts', new.id);
    else
        perform core.put_object('transcripts', new.transcript_path, 'application/json', null, 'members',
                                'mediation.conflicts', new.id);
        perform core.put_vector('transcripts', 'transcript_' || new.id, 'mediation.conflicts', new.id);
    end if;
    return null;
end
$$;
comment on function mediation.copy_transcript() is 'Trigger: object and vector follow a conflict''s transcript.';

create function mediation.copy_analysis() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.deleted_at is not null then
        perform core.discard_copies('mediation.conflict_analysis', new.id);
    else
        perform core.put_object('analysis', new.analysis_path, 'application/json', null, 'members',
                                'mediation.conflict_analysis', new.id);
        perform core.put_vector('analysis', 'analysis_' || new.conflict_id, 'mediation.conflict_analysis', new.id);
    end if;
    return null;
end
$$;
comment on function mediation.copy_analysis() is 'Trigger: object and vector follow an analysis.';

create function mediation.copy_repair_plan() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.deleted_at is not null then
        perform core.discard_copies('mediation.repair_plans', new.id);
    else
        perform core.put_object('repair_plans', new.plan_path, 'application/json', new.owner_user_id, 'private',
                                'mediation.repair_plans', new.id);
        perform core.put_vector('repair_plans', 'repair_plan_' || new.conflict_id || '_' || new.partner_requesting,
                                'mediation.repair_plans', new.id);
    end if;
    return null;
end
$$;
comment on function mediation.copy_repair_plan() is 'Trigger: object and vector follow a repair plan.';

create function mediation.copy_profile_document() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    seen_by text := case new.visibility when 'shared' then 'members' else 'private' end;
    place   text := case new.profile_type when 'handbook' then 'handbooks' else 'profiles' end;
begin
    if new.deleted_at is not null then
        perform core.discard_copies('mediation.profile_documents', new.id);
    elsif tg_op = 'UPDATE' then
        perform core.set_copies_visibility('mediation.profile_documents', new.id, seen_by);
    else
        perform core.put_object(place, new.file_path, 'application/pdf', new.owner_user_id, seen_by,
                                'mediation.profile_documents', new.id, new.content_sha256, new.size_bytes);
        -- Handbooks are always in chunks, from 0.
        perform core.put_vector(
            place,
            case place when 'handbooks' then 'handbook_' || new.pdf_id || '_chunk_0'
                       else new.profile_type || '_' || new.pdf_id end,
            'mediation.profile_documents', new.id);
    end if;
    return null;
end
$$;
comment on function mediation.copy_profile_document() is 'Trigger: object and vector follow a document.';

-- Who makes a trigger must be allowed to call it; who sets it off need not.
grant execute on function
    mediation.copy_transcript(), mediation.copy_analysis(), mediation.copy_repair_plan(),
    mediation.copy_profile_document()
    to palisade_owner;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;

create trigger conflicts_copy after update of status, deleted_at on mediation.conflicts
    for each row when (new.transcript_path is not null
                       and (old.transcript_path is null or old.deleted_at is distinct from new.deleted_at))
    execute function mediation.copy_transcript();

create trigger conflict_analysis_copy after insert on mediation.conflict_analysis
    for each row execute function mediation.copy_analysis();

create trigger conflict_analysis_copy_again after update on mediation.conflict_analysis
    for each row when (old.revision <> new.revision or old.deleted_at is distinct from new.deleted_at)
    execute function mediation.copy_analysis();

create trigger repair_plans_copy after insert on mediation.repair_plans
    for each row execute function mediation.copy_repair_plan();

create trigger repair_plans_copy_again after update on mediation.repair_plans
    for each row when (old.plan_data is distinct from new.plan_data or old.deleted_at is distinct from new.deleted_at)
    execute function mediation.copy_repair_plan();

create trigger profile_documents_copy after insert on mediation.profile_documents
    for each row execute function mediation.copy_profile_document();

create trigger profile_documents_copy_again after update on mediation.profile_documents
    for each row when (old.visibility <> new.visibility or old.deleted_at is distinct from new.deleted_at)
    execute function mediation.copy_profile_document();
