-- What becomes of a follow-up: draft, scheduled, sent; what was sent stays as it was.
set local role palisade_owner;

create function coaching.check_follow_up() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    -- No request role may write sent_at, so none can begin with one that was sent.
    if tg_op = 'UPDATE' then
        if new.status <> old.status
           and (old.status, new.status) not in (
               ('draft', 'scheduled'), ('draft', 'sent'), ('draft', 'cancelled'),
               ('scheduled', 'draft'), ('scheduled', 'sent'), ('scheduled', 'cancelled'), ('scheduled', 'failed'),
               ('failed', 'draft'), ('failed', 'scheduled'), ('failed', 'sent'), ('failed', 'cancelled'))
        then
            raise exception 'A follow-up that is % cannot become %.', old.status, new.status using errcode = 'PA409';
        end if;
        if old.status = 'sent'
           and (new.subject, new.body, new.scheduled_for) is distinct from (old.subject, old.body, old.scheduled_for)
        then
            raise exception 'This follow-up was sent; it stays as it was.' using errcode = 'PA409';
        end if;
        -- A client cannot choose the time.
        new.sent_at := case when new.status = 'sent' then coalesce(old.sent_at, pg_catalog.now()) end;
    end if;

    -- A template that is hidden from the writer and one that is not there must look the same.
    if new.template_id is not null and (tg_op = 'INSERT' or new.template_id is distinct from old.template_id) then
        perform from coaching.templates as template
        where template.tenant_id = new.tenant_id and template.id = new.template_id;
        if not found then
            raise foreign_key_violation using
                message = 'template is not present', schema = 'coaching', table = tg_table_name,
                constraint = 'follow_ups_template_fkey';
        end if;
    end if;
    return new;
end
$$;
comment on function coaching.check_follow_up() is
    'Trigger: the states of a follow-up in their order, the time of sending, no template that the writer cannot see.';
