-- Who changed or read which row, never what it says. Tenant: tenant_id; the nil UUID for rows that belong to none.
-- Written by triggers and privacy procedures alone, never changed; sealed into a hash chain by privacy.seal_audit().
set local role palisade_owner;

create sequence privacy.audit_log_id;
grant usage on sequence privacy.audit_log_id to palisade_definer;

create table privacy.audit_log (
    tenant_id   uuid         not null,
    id          bigint       not null default nextval('privacy.audit_log_id'),
    at          timestamptz  not null default now(),
    actor       uuid,
    role        text         not null,
    request_id  text,
    operation   text         not null,
    relation    text         not null,
    row_key     text,
    columns     text[],
    seal        bigint,
    constraint audit_log_pkey primary key (tenant_id, at, id),
    constraint audit_log_operation_known check (operation in (
        'insert', 'update', 'delete', 'read', 'preview', 'erase', 'delete_sessions', 'anonymize_session', 'anonymize',
        'export', 'restrict', 'unrestrict', 'rectify', 'verify', 'refuse', 'extend', 'retain', 'replay', 'fetch',
        'archive', 'restore'))
) partition by range (at);

-- What no monthly partition holds yet: the worker makes them ahead of time.
create table privacy.audit_log_rest partition of privacy.audit_log default;

create index audit_log_actor_idx on privacy.audit_log (tenant_id, actor, at desc, id desc);
create index audit_log_unsealed_idx on privacy.audit_log (id) where seal is null;

comment on table privacy.audit_log is 'Every change of personal data, and each export or reading that is on record.';
comment on column privacy.audit_log.tenant_id is 'The tenant of the row; of the request, where rows have none; else the nil UUID.';
comment on column privacy.audit_log.id is 'Grows with time; gaps mean nothing.';
comment on column privacy.audit_log.at is 'When the transaction began.';
comment on column privacy.audit_log.actor is 'Who, by their name in privacy.actors; null for operators and jobs.';
comment on column privacy.audit_log.role is 'As what: the request role, or the login.';
comment on column privacy.audit_log.request_id is 'The request that did it, or the privacy request.';
comment on column privacy.audit_log.operation is 'insert, update or delete of a row; or what a privacy procedure did.';
comment on column privacy.audit_log.relation is 'The table.';
comment on column privacy.audit_log.row_key is 'Key of the row within its tenant; people appear by their name in the log.';
comment on column privacy.audit_log.columns is 'The columns that an update changed; null where it is the whole row.';
comment on column privacy.audit_log.seal is 'The link of the chain that holds it; null for a few seconds.';

alter table privacy.audit_log enable row level security;
alter table privacy.audit_log force row level security;
alter table privacy.audit_log_rest enable row level security;
alter table privacy.audit_log_rest force row level security;

grant select (tenant_id, id, at, actor, role, request_id, operation, relation, row_key, columns, seal)
    on privacy.audit_log to palisade_member, palisade_admin;
grant select, insert on privacy.audit_log to palisade_definer;
grant update (seal) on privacy.audit_log to palisade_definer;

create policy audit_log_tenant on privacy.audit_log as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

-- Reached by its own name, a partition has policies of its own.
create policy audit_log_rest_tenant on privacy.audit_log_rest as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy audit_log_select_own on privacy.audit_log for select to palisade_member
    using (actor = (
        select own.id
        from privacy.actors as own
        where own.tenant_id = (select palisade.tenant_id()) and own.user_id = (select palisade.user_id())));

create policy audit_log_select_tenant on privacy.audit_log for select to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));

create function privacy.refuse_rewriting() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' and old.seal is null and new.seal is not null then
        old.seal := new.seal;
        if old is not distinct from new then
            return new;
        end if;
    end if;
    raise exception 'The audit log is append-only.' using errcode = 'PA403';
end
$$;
comment on function privacy.refuse_rewriting() is 'Trigger: an entry is written once, and sealed once.';

create trigger audit_log_stays before update or delete on privacy.audit_log
    for each row execute function privacy.refuse_rewriting();
create trigger audit_log_stays_all before truncate on privacy.audit_log
    for each statement execute function privacy.refuse_change();
