-- What the couple enters in its calendar, and documents, as mutations. They run with the caller's rights under the
-- policies.
set local role palisade_owner;

create function mediation.log_cycle_event(
    event_type  text,
    event_date  date default null,
    symptoms    text[] default null,
    notes       text default null,
    visibility  text default null,
    metadata    jsonb default null,
    client_key  text default null
) returns mediation.cycle_events_by_day
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made     uuid;
    answered mediation.cycle_events_by_day;
begin
    insert into mediation.cycle_events as entry (
        owner_user_id, event_type, event_date, symptoms, notes, visibility, metadata, client_key)
    values (
        palisade.user_id(), log_cycle_event.event_type,
        coalesce(log_cycle_event.event_date, mediation.today()),
        coalesce(log_cycle_event.symptoms, '{}'), log_cycle_event.notes,
        coalesce(log_cycle_event.visibility, 'private'), coalesce(log_cycle_event.metadata, '{}'),
        log_cycle_event.client_key)
    on conflict (tenant_id, owner_user_id, client_key) do nothing
    returning entry.id into made;
    if not found then
        select entry.id
        into made
        from mediation.cycle_events as entry
        where entry.tenant_id = palisade.tenant_id()
          and entry.owner_user_id = palisade.user_id()
          and entry.client_key = log_cycle_event.client_key;
        if not found then
            raise exception 'The entry of this key was deleted.' using errcode = 'PA409';
        end if;
    end if;
    select entry.*
    into answered
    from mediation.cycle_events_by_day as entry
    where entry.tenant_id = palisade.tenant_id() and entry.id = made;
    return answered;
end
$$;
comment on function mediation.log_cycle_event(text, date, text[], text, text, jsonb, text) is
    'Enters something in the caller''s cycle diary, today unless a day is given; private unless shared.';

create function mediation.save_memorable_date(
    event_type            text,
    title                 text,
    event_date            date,
    id                    uuid default null,
    description           text default null,
    partner_id            text default null,
    is_recurring          boolean default null,
    reminder_days_before  integer default null,
    reminder_enabled      boolean default null,
    color_tag             text default null,
    icon                  text default null,
    metadata              jsonb default null,
    client_key            text default null
) returns mediation.memorable_dates_ahead
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    saved    uuid;
    answered mediation.memorable_dates_ahead;
begin
    perform mediation.partner_slot(palisade.user_id());
    if save_memorable_date.id is not null then
        update mediation.memorable_dates as kept
        set event_type = save_memorable_date.event_type,
            title = save_memorable_date.title,
            event_date = save_memorable_date.event_date,
            description = save_memorable_date.description,
            partner_id = save_memorable_date.partner_id,
            is_recurring = coalesce(save_memorable_date.is_recurring, true),
            reminder_days_before = coalesce(save_memorable_date.reminder_days_before, 7),
            reminder_enabled = coalesce(save_memorable_date.reminder_enabled, true),
            color_tag = coalesce(save_memorable_date.color_tag, '#f59e0b'),
            icon = save_memorable_date.icon,
            metadata = coalesce(save_memorable_date.metadata, kept.metadata)
        where kept.tenant_id = palisade.tenant_id() and kept.id = save_memorable_date.id
        returning kept.id into saved;
        if not found then
            raise exception 'There is no such day.' using errcode = 'PA404';
        end if;
    else
        insert into mediation.memorable_dates as kept (
            created_by_user_id, event_type, title, event_date, description, partner_id, is_recurring,
            reminder_days_before, reminder_enabled, color_tag, icon, metadata, client_key)
        values (
            palisade.user_id(), save_memorable_date.event_type, save_memorable_date.title,
            save_memorable_date.event_date, save_memorable_date.description, save_memorable_date.partner_id,
            coalesce(save_memorable_date.is_recurring, true), coalesce(save_memorable_date.reminder_days_before, 7),
            coalesce(save_memorable_date.reminder_enabled, true),
            coalesce(save_memorable_date.color_tag, '#f59e0b'), save_memorable_date.icon,
            coalesce(save_memorable_date.metadata, '{}'), save_memorable_date.client_key)
        on conflict (tenant_id, client_key) do nothing
        returning kept.id into saved;
        if not found then
            select kept.id
            into saved
            from mediation.memorable_dates as kept
            where kept.tenant_id = palisade.tenant_id() and kept.client_key = save_memorable_date.client_key;
            if not found then
                raise exception 'The day of this key was deleted.' using errcode = 'PA409';
            end if;
        end if;
    end if;
    select kept.*
    into answered
    from mediation.memorable_dates_ahead as kept
    where kept.tenant_id = palisade.tenant_id() and kept.id = saved;
    return answered;
end
$$;
comment on function mediation.save_memorable_date(
    text, text, date, uuid, text, text, boolean, integer, boolean, text, text, jsonb, text) is
    'Keeps a day for the couple, or replaces the one with the id; what is left out gets its default.';

create function mediation.mark_reminded(id uuid) returns mediation.memorable_dates_ahead
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    answered mediation.memorable_dates_ahead;
begin
    update mediation.memorable_dates as kept
    set last_reminded_at = now()
    where kept.tenant_id = palisade.tenant_id() and kept.id = mark_reminded.id;
    if not found then
        raise exception 'There is no such day.' using errcode = 'PA404';
    end if;
    select kept.*
    into answered
    from mediation.memorable_dates_ahead as kept
    where kept.tenant_id = palisade.tenant_id() and kept.id = mark_reminded.id;
    return answered;
end
$$;
comment on function mediation.mark_reminded(uuid) is
    'Says that the couple was reminded of a day, so that it is not due again until it comes back.';

create function mediation.log_intimacy_event(
    occurred_at           timestamptz default null,
    initiator_partner_id  text default null,
    is_encrypted          boolean default null,
    metadata              jsonb default null,
    client_key            text default null
) returns mediation.intimacy_events_in_context
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made     uuid;
    answered mediation.intimacy_events_in_context;
begin
    perform mediation.partner_slot(palisade.user_id());
    insert into mediation.intimacy_events as entry (
        occurred_at, initiator_partner_id, is_encrypted, logged_by_user_id, metadata, client_key)
    values (
        coalesce(log_intimacy_event.occurred_at, now()), log_intimacy_event.initiator_partner_id,
        coalesce(log_intimacy_event.is_encrypted, false), palisade.user_id(),
        coalesce(log_intimacy_event.metadata, '{}'), log_intimacy_event.client_key)
    on conflict (tenant_id, client_key) do nothing
    returning entry.id into made;
    if not found then
        select entry.id
        into made
        from mediation.intimacy_events as entry
        where entry.tenant_id = palisade.tenant_id() and entry.client_key = log_intimacy_event.client_key;
        if not found then
            raise exception 'The entry of this key was deleted.' using errcode = 'PA409';
        end if;
    end if;
    select entry.*
    into answered
    from mediation.intimacy_events_in_context as entry
    where entry.tenant_id = palisade.tenant_id() and entry.id = made;
    return answered;
end
$$;
comment on function mediation.log_intimacy_event(timestamptz, text, boolean, jsonb, text) is
    'Enters a moment of intimacy, now unless a time is given.';

create function mediation.upload_profile_document(
    profile_type           text,
    filename               text,
    partner_id             text default null,
    visibility             text default null,
    content_sha256         text default null,
    size_bytes             bigint default null,
    extracted_text_length  integer default null,
    page_count             integer default null,
    metadata               jsonb default null,
    client_key             text default null
) returns mediation.profile_documents
    language plpgsql
    set search_path = ''
as $$
#variable_conflict use_column
declare
    made mediation.profile_documents;
begin
    perform mediation.partner_slot(palisade.user_id());
    insert into mediation.profile_documents as document (
        owner_user_id, partner_id, profile_type, visibility, filename, content_sha256, size_bytes,
        extracted_text_length, page_count, metadata, client_key)
    values (
        palisade.user_id(), upload_profile_document.partner_id, upload_profile_document.profile_type,
        coalesce(upload_profile_document.visibility, 'private'), upload_profile_document.filename,
        upload_profile_document.content_sha256, upload_profile_document.size_bytes,
        upload_profile_document.extracted_text_length, upload_profile_document.page_count,
        coalesce(upload_profile_document.metadata, '{}'), upload_profile_document.client_key)
    on conflict (tenant_id, owner_user_id, client_key) do nothing
    returning document.* into made;
    if not found then
        select document.*
        into made
        from mediation.profile_documents as document
        where document.tenant_id = palisade.tenant_id()
          and document.owner_user_id = palisade.user_id()
          and document.client_key = upload_profile_document.client_key;
        if not found then
            raise exception 'The document of this key was deleted.' using errcode = 'PA409';
        end if;
    end if;
    return made;
end
$$;
comment on function mediation.upload_profile_document(
    text, text, text, text, text, bigint, integer, integer, jsonb, text) is
    'Registers a document of the caller and where its file has to be put; private unless shared.';

grant execute on function
    mediation.log_cycle_event(text, date, text[], text, text, jsonb, text),
    mediation.save_memorable_date(
        text, text, date, uuid, text, text, boolean, integer, boolean, text, text, jsonb, text),
    mediation.mark_reminded(uuid),
    mediation.log_intimacy_event(timestamptz, text, boolean, jsonb, text),
    mediation.upload_profile_document(text, text, text, text, text, bigint, integer, integer, jsonb, text)
    to palisade_member, palisade_service;
