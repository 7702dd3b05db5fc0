-- Templates are saved, filled and sent, each in one transaction, as the caller.
set local role palisade_owner;

create function coaching.fill_template(content text, variables jsonb) returns text
    language sql immutable parallel safe
    set search_path = ''
as $$
    -- In one pass: what fills a gap is not looked at for gaps. A name without a value stays as it is written.
    select string_agg(
        piece.text || coalesce(
            case when filled.value is null then gap.match[1]
                 when jsonb_typeof(filled.value) = 'string' then filled.value #>> '{}'
                 else filled.value::text end, ''),
        '' order by piece.n)
    from unnest(regexp_split_to_array(content, '\{\{ *[a-z][a-z0-9_]{0,49} *\}\}')) with ordinality as piece (text, n)
    left join regexp_matches(content, '(\{\{ *([a-z][a-z0-9_]{0,49}) *\}\})', 'g') with ordinality as gap (match, n)
        on gap.n = piece.n
    left join lateral (select nullif(variables -> gap.match[2], 'null')) as filled (value) on true
$$;
comment on function coaching.fill_template(text, jsonb) is 'A text with its gaps filled by name.';

-- No `set search_path`: its body is parsed here. It reads as the caller.
create function coaching.summary_variables(summary_id uuid) returns jsonb
    language sql stable
begin atomic
    select jsonb_build_object(
        'client_name', client.name, 'coach_name', coach.name, 'organization_name', organization.name,
        'session_date', session.session_date, 'session_type', session.session_type, 'wins', summary.wins,
        'challenges', summary.challenges, 'coach_recommendations', summary.coach_recommendations,
        'action_items', (
            select string_agg('- ' || coalesce(item.value ->> 'text', item.value #>> '{}'), e'\n' order by item.n)
            from jsonb_array_elements(summary.action_items) with ordinality as item (value, n)))
    from coaching.summaries as summary
    join coaching.client_sessions as part
        on part.tenant_id = summary.tenant_id and part.id = summary.client_session_id
    join coaching.sessions as session on session.tenant_id = part.tenant_id and session.id = part.session_id
    join coaching.clients as client on client.tenant_id = summary.tenant_id and client.id = summary.client_id
    join coaching.coaches as coach on coach.tenant_id = summary.tenant_id and coach.id = summary.coach_id
    join coaching.organizations as organization on organization.tenant_id = summary.tenant_id
    where summary.tenant_id = (select palisade.tenant_id()) and summary.id = summary_variables.summary_id;
end;
comment on function coaching.summary_variables(uuid) is
    'What a template may name of a summary: client_name, coach_name, wins and so on; null where it is hidden.';

create function coaching.render_template(
    template_id uuid, summary_id uuid default null, variables jsonb default '{}')
    returns table (text text, missing text[])
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    template coaching.templates;
    known    jsonb := '{}';
begin
    select offered.*
    into template
    from coaching.templates as offered
    where offered.tenant_id = palisade.tenant_id() and offered.id = render_template.template_id;
    if not found then
        raise exception 'There is no such template, or it is not yours.' using errcode = 'PA404';
    end if;
    if render_template.summary_id is not null then
        known := coaching.summary_variables(render_template.summary_id);
        if known is null then
            raise exception 'There is no such summary, or it is not yours.' using errcode = 'PA404';
        end if;
    end if;
    if jsonb_typeof(coalesce(render_template.variables, '{}')) <> 'object' then
        raise exception 'Variables are an object, such as {"greeting": "Hello"}.' using errcode = 'PA400';
    end if;

    known := jsonb_strip_nulls(known || coalesce(render_template.variables, '{}'));
    return query
        select coaching.fill_template(template.content, known),
               coalesce((select array_agg(name order by name)
                         from unnest(template.variables) as name
                         where not known ? name), '{}');
end
$$;
comment on function coaching.render_template(uuid, uuid, jsonb) is
    'Fills a template from a summary and what is given besides, which comes first; names the gaps that stay.';

create function coaching.save_template(
    name text, type text, content text, template_id uuid default null, workshop_type text default null,
    is_default boolean default false)
    returns coaching.templates
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    template coaching.templates;
    owner    uuid;
begin
    if palisade.request_role() = 'palisade_member' then
        select own.id into owner from coaching.own_coach() as own;
        if owner is null then
            raise exception 'You are no coach of this organization.' using errcode = 'PA403';
        end if;
    end if;  -- an admin's template is shared by all coaches

    if save_template.template_id is not null then
        select kept.*
        into template
        from coaching.templates as kept
        where kept.tenant_id = palisade.tenant_id() and kept.id = save_template.template_id
          and (owner is null or kept.coach_id = owner)
        for no key update;
        if not found then
            raise exception 'There is no such template, or it is not yours.' using errcode = 'PA404';
        end if;
        owner := template.coach_id;
    end if;

    if save_template.is_default then
        update coaching.templates as other
        set is_default = false
        where other.tenant_id = palisade.tenant_id() and other.coach_id is not distinct from owner
          and other.type = save_template.type
          and other.workshop_type is not distinct from save_template.workshop_type
          and other.is_default and other.id is distinct from save_template.template_id;
    end if;

    if save_template.template_id is null then
        insert into coaching.templates (tenant_id, coach_id, name, type, workshop_type, content, is_default)
        values (palisade.tenant_id(), owner, save_template.name, save_template.type, save_template.workshop_type,
                save_template.content, coalesce(save_template.is_default, false))
        returning * into template;
    else
        update coaching.templates as kept
        set name = save_template.name, type = save_template.type, workshop_type = save_template.workshop_type,
            content = save_template.content, is_default = coalesce(save_template.is_default, false)
        where kept.tenant_id = template.tenant_id and kept.id = template.id
        returning kept.* into template;
    end if;
    return template;
end
$$;
comment on function coaching.save_template(text, text, text, uuid, text, boolean) is
    'Makes a template, or changes the one that is named; a new default takes the place of the old one.';

create function coaching.schedule_follow_up(
    summary_id uuid, scheduled_for timestamptz default null, template_id uuid default null,
    subject text default null, body text default null, variables jsonb default '{}', client_key text default null)
    returns coaching.follow_ups
    language plpgsql volatile
    set search_path = ''
as $$
#variable_conflict use_column
declare
    follow_up coaching.follow_ups;
    words     text := schedule_follow_up.body;
    gaps      text[];
begin
    select known.*
    into follow_up
    from coaching.follow_ups as known
    where known.tenant_id = palisade.tenant_id() and known.summary_id = schedule_follow_up.summary_id
      and known.client_key = schedule_follow_up.client_key;
    if found then  -- asked before
        return follow_up;
    end if;

    if words is null and schedule_follow_up.template_id is not null then
        select rendered.text, rendered.missing
        into words, gaps
        from coaching.render_template(
            schedule_follow_up.template_id, schedule_follow_up.summary_id, schedule_follow_up.variables) as rendered;
        if cardinality(gaps) > 0 then
            raise exception 'The template has gaps that nothing fills: %.', array_to_string(gaps, ', ')
                using errcode = 'PA400', hint = 'Give them in variables.';
        end if;
    end if;

    insert into coaching.follow_ups (tenant_id, summary_id, template_id, subject, body, status, scheduled_for,
                                     client_key)
    values (palisade.tenant_id(), schedule_follow_up.summary_id, schedule_follow_up.template_id,
            schedule_follow_up.subject, words,
            case when schedule_follow_up.scheduled_for is null then 'draft' else 'scheduled' end,
            schedule_follow_up.scheduled_for, schedule_follow_up.client_key)
    on conflict (tenant_id, summary_id, client_key) do nothing
    returning * into follow_up;
    if not found then  -- asked at the same time
        select known.*
        into follow_up
        from coaching.follow_ups as known
        where known.tenant_id = palisade.tenant_id() and known.summary_id = schedule_follow_up.summary_id
          and known.client_key = schedule_follow_up.client_key;
    end if;
    return follow_up;
end
$$;
comment on function coaching.schedule_follow_up(uuid, timestamptz, uuid, text, text, jsonb, text) is
    'Writes a follow-up, from a template or in words of one''s own; without a time it is a draft.';

create function coaching.mark_follow_up_sent(follow_up_id uuid) returns coaching.follow_ups
    language plpgsql volatile
    set search_path = ''
as $$
declare
    follow_up coaching.follow_ups;
begin
    update coaching.follow_ups as kept
    set status = 'sent'
    where kept.tenant_id = palisade.tenant_id() and kept.id = mark_follow_up_sent.follow_up_id
    returning kept.* into follow_up;
    if not found then
        raise exception 'There is no such follow-up, or it is not yours.' using errcode = 'PA404';
    end if;
    return follow_up;
end
$$;
comment on function coaching.mark_follow_up_sent(uuid) is
    'Says that a follow-up was sent; a trigger keeps the time, the first one where it is said again.';

grant execute on function coaching.fill_template(text, jsonb), coaching.summary_variables(uuid),
    coaching.schedule_follow_up(uuid, timestamptz, uuid, text, text, jsonb, text), coaching.mark_follow_up_sent(uuid)
    to palisade_member, palisade_service;
grant execute on function coaching.render_template(uuid, uuid, jsonb)
    to palisade_member, palisade_service;
grant execute on function coaching.save_template(text, text, text, uuid, text, boolean)
    to palisade_member, palisade_admin;
