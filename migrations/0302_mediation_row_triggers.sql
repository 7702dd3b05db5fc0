-- Triggers that fill in what no client chooses: slots of partners, places of objects, figures of a row.
set local role palisade_owner;

create function mediation.partner_slot(user_id uuid) returns text
    language plpgsql stable
    set search_path = ''
as $$
declare
    slot text;
begin
    select membership.partner_slot
    into slot
    from core.memberships as membership
    where membership.tenant_id = (select palisade.tenant_id())
      and membership.user_id = partner_slot.user_id;
    if slot is null then
        raise exception 'Only a partner of the couple may do this.' using errcode = 'PA403';
    end if;
    return slot;
end
$$;
comment on function mediation.partner_slot(uuid) is
    'partner_a or partner_b of a person in this couple; PA403 for others.';

create function mediation.partner_user(slot text) returns uuid
    language sql stable parallel safe
    set search_path = ''
    return (
        select membership.user_id
        from core.memberships as membership
        where membership.tenant_id = (select palisade.tenant_id()) and membership.partner_slot = slot
    );
comment on function mediation.partner_user(text) is
    'The account behind a slot in this couple; null where nobody has joined.';

create function mediation.today() returns date
    language sql stable parallel safe
    set search_path = ''
    return (
        select (now() at time zone tenant.time_zone)::date
        from core.tenants as tenant
        where tenant.id = (select palisade.tenant_id())
    );
comment on function mediation.today() is 'The date in the couple''s time zone.';

grant execute on function mediation.partner_slot(uuid), mediation.partner_user(text), mediation.today()
    to palisade_member, palisade_service, palisade_definer;

create function mediation.take_partner_from_owner() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.partner_id := case when new.owner_user_id is not null then mediation.partner_slot(new.owner_user_id) end;
    return new;
end
$$;
comment on function mediation.take_partner_from_owner() is
    'Trigger: sets partner_id from the owner''s membership, whatever the statement said.';

create function mediation.take_requesting_partner() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.partner_requesting := mediation.partner_slot(new.owner_user_id);
    -- The bucket's pattern names the slot, so that the second partner's plan does not replace the first's.
    new.plan_path := new.tenant_id || '/' || new.conflict_id || '_repair_' || new.partner_requesting || '.json';
    return new;
end
$$;
comment on function mediation.take_requesting_partner() is
    'Trigger: sets partner_requesting from the owner''s membership, and plan_path.';

create function mediation.take_initiator() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.initiator_user_id := mediation.partner_user(new.initiator_partner_id);
    return new;
end
$$;
comment on function mediation.take_initiator() is 'Trigger: sets initiator_user_id from the slot.';

create function mediation.take_session_duration() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.session_duration_seconds :=
        floor(extract(epoch from new.session_ended_at - new.session_started_at))::integer;
    return new;
end
$$;
comment on function mediation.take_session_duration() is 'Trigger: sets session_duration_seconds; null while it runs.';

create function mediation.take_profile_path() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.pdf_id := coalesce(new.pdf_id, new.id);
    new.file_path := new.tenant_id || '/' || new.pdf_id || '.pdf';
    return new;
end
$$;
comment on function mediation.take_profile_path() is 'Trigger: sets pdf_id where there is none, and file_path.';

create function mediation.take_analysis_path() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.analysis_path := new.tenant_id || '/' || new.conflict_id || '_analysis.json';
    return new;
end
$$;
comment on function mediation.take_analysis_path() is 'Trigger: sets analysis_path.';

create function mediation.count_action_items() returns trigger
    language plpgsql
    set search_path = ''
as $$
declare
    items integer;
    done  integer;
begin
    if jsonb_typeof(new.action_items) <> 'array' then
        return new;  -- the table's check says so in its own words
    end if;
    select count(*), count(*) filter (where item.value -> 'completed' = 'true')
    into items, done
    from jsonb_array_elements(new.action_items) as item;

    new.completion_percentage := case when items = 0 then 0 else round(100.0 * done / items, 2) end;
    if done > 0 then
        new.started_at := coalesce(new.started_at, now());
    end if;
    new.completed_at := case when items > 0 and done = items then coalesce(new.completed_at, now()) end;
    return new;
end
$$;
comment on function mediation.count_action_items() is
    'Trigger: completion_percentage, started_at and completed_at follow the action items.';

create function mediation.follow_conflict_status() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    if not (old.status, new.status) in (
        ('active', 'processing'), ('active', 'completed'),
        ('processing', 'completed'), ('processing', 'analyzed'),
        ('completed', 'analyzed'), ('completed', 'resolved'),
        ('analyzed', 'resolved'))
    then
        raise exception 'A conflict that is % cannot become %.', old.status, new.status
            using errcode = 'PA409', hint = 'The order is active, processing, completed, analyzed, resolved.';
    end if;
    if old.status = 'active' then
        new.ended_at := coalesce(new.ended_at, greatest(now(), new.started_at));
        if new.segment_count > 0 then
            new.transcript_path := new.tenant_id || '/' || new.id || '.json';
        end if;
    end if;
    return new;
end
$$;
comment on function mediation.follow_conflict_status() is
    'Trigger: a conflict''s status only moves forward; what was said is closed when it is no longer active.';
