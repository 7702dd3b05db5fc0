-- Deleting, as mutations: a row is marked, and hidden from people at once; the rules of retention remove it. They run
-- as the definer, because a row that its own policy hides cannot be written by people. Each compares tenant and, where
-- the row is one partner's, the owner. What either partner keeps in private about a conflict stays theirs, and stays.
set local role palisade_owner;

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.delete_conflict(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.conflicts as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_conflict.id;
    if not found then
        raise exception 'There is no such conflict.' using errcode = 'PA404';
    end if;
    -- What hangs on it and is of both goes with it.
    update mediation.conflict_segments as segment
    set deleted_at = now()
    where segment.tenant_id = palisade.tenant_id() and segment.conflict_id = delete_conflict.id
      and segment.deleted_at is null;
    update mediation.conflict_analysis as analysis
    set deleted_at = now()
    where analysis.tenant_id = palisade.tenant_id() and analysis.conflict_id = delete_conflict.id
      and analysis.deleted_at is null;
    update mediation.conflict_analysis_history as former
    set deleted_at = now()
    where former.tenant_id = palisade.tenant_id() and former.conflict_id = delete_conflict.id
      and former.deleted_at is null;
    return true;
end
$$;
comment on function mediation.delete_conflict(uuid) is
    'Deletes a conflict for both partners, with its transcript and analyses; private rows about it stay.';

create function mediation.delete_mediator_session(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.mediator_sessions as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_mediator_session.id
      and coalesce(row.owner_user_id, row.started_by_user_id) = palisade.user_id();
    if not found then
        raise exception 'There is no such session.' using errcode = 'PA404';
    end if;
    update mediation.mediator_messages as message
    set deleted_at = now()
    where message.tenant_id = palisade.tenant_id() and message.session_id = delete_mediator_session.id
      and message.deleted_at is null;
    return true;
end
$$;
comment on function mediation.delete_mediator_session(uuid) is
    'Deletes a talk with the mediator and its messages; a shared one, by who opened it.';

create function mediation.delete_rant_message(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.rant_messages as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_rant_message.id
      and row.owner_user_id = palisade.user_id();
    if not found then
        raise exception 'There is no such message.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function mediation.delete_rant_message(uuid) is
    'Deletes a private message of the caller.';

create function mediation.delete_profile_document(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.profile_documents as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_profile_document.id
      and row.owner_user_id = palisade.user_id();
    if not found then
        raise exception 'There is no such document.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function mediation.delete_profile_document(uuid) is
    'Deletes a document of the caller.';

create function mediation.delete_cycle_event(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.cycle_events as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_cycle_event.id
      and row.owner_user_id = palisade.user_id();
    if not found then
        raise exception 'There is no such entry.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function mediation.delete_cycle_event(uuid) is
    'Deletes an entry of the caller''s cycle diary.';

create function mediation.delete_memorable_date(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.memorable_dates as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_memorable_date.id;
    if not found then
        raise exception 'There is no such day.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function mediation.delete_memorable_date(uuid) is
    'Deletes a day that the couple kept.';

create function mediation.delete_repair_plan(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.repair_plans as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_repair_plan.id
      and row.owner_user_id = palisade.user_id();
    if not found then
        raise exception 'There is no such plan.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function mediation.delete_repair_plan(uuid) is
    'Deletes a repair plan of the caller.';

create function mediation.delete_intimacy_event(id uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform palisade.enter();
    perform mediation.partner_slot(palisade.user_id());
    update mediation.intimacy_events as row
    set deleted_at = coalesce(row.deleted_at, now())
    where row.tenant_id = palisade.tenant_id()
      and row.id = delete_intimacy_event.id;
    if not found then
        raise exception 'There is no such entry.' using errcode = 'PA404';
    end if;
    return true;
end
$$;
comment on function mediation.delete_intimacy_event(uuid) is
    'Deletes a moment of intimacy for both partners.';

grant execute on function
    mediation.delete_conflict(uuid),
    mediation.delete_mediator_session(uuid),
    mediation.delete_rant_message(uuid),
    mediation.delete_profile_document(uuid),
    mediation.delete_cycle_event(uuid),
    mediation.delete_memorable_date(uuid),
    mediation.delete_repair_plan(uuid),
    mediation.delete_intimacy_event(uuid)
    to palisade_member, palisade_service;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;
