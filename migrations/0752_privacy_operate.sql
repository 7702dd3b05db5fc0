-- What an operator does where nobody in the tenant can: a couple, a lost login. On record like everything else.
set local role palisade_definer;

create function privacy.operate(tenant uuid, kind text, subject uuid, reason text, acts boolean) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    act     privacy.act;
    session uuid := case when kind = 'anonymize_session' then subject end;
    person  uuid := case when kind <> 'anonymize_session' then subject end;
begin
    if not privacy.is_operator() then
        raise exception 'This is for operators.' using errcode = 'PA403';
    end if;
    perform set_config('palisade.tenant_id', tenant::text, true);
    act := privacy.preview(kind, person, session, null, reason);
    if acts then
        case kind
            when 'export' then
                return privacy.export_subject(person, act.request_id, act.preview_hash);
            when 'erase' then
                act := privacy.erase_subject(person, act.request_id, act.preview_hash);
            when 'delete_sessions' then
                act := privacy.delete_user_sessions(person, act.request_id, act.preview_hash);
            when 'anonymize' then
                act := privacy.anonymize_subject(person, act.request_id, act.preview_hash);
            when 'anonymize_session' then
                act := privacy.anonymize_session(session, act.request_id, act.preview_hash);
            else
                act := privacy.restrict_processing(person, act.request_id, act.preview_hash);
        end case;
    end if;
    return to_jsonb(act);
end
$$;
comment on function privacy.operate(uuid, text, uuid, text, boolean) is
    'For operators: previews a request, and carries it out if told to; the first batch of a large one.';

create function privacy.go_on(tenant uuid, request_id uuid) returns jsonb
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    if not privacy.is_operator() then
        raise exception 'This is for operators.' using errcode = 'PA403';
    end if;
    perform set_config('palisade.tenant_id', tenant::text, true);
    return to_jsonb(privacy.shown(privacy.run_batch(tenant, request_id)));
end
$$;
comment on function privacy.go_on(uuid, uuid) is 'For operators: the next batch of a request that runs.';

grant execute on function privacy.operate(uuid, text, uuid, text, boolean), privacy.go_on(uuid, uuid) to palisade_owner;
