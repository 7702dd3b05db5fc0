-- What was done for a request, chained to the receipt before it. Tenant: tenant_id, without a foreign key: it outlives
-- the tenant. Written by the privacy procedures alone, and never changed.
set local role palisade_owner;

create table privacy.gdpr_receipts (
    tenant_id      uuid         not null,
    id             uuid         not null,
    number         bigint       not null,
    request_id     uuid         not null,
    content        text         not null,
    previous_hash  text         not null,
    hash           text         not null,
    created_at     timestamptz  not null default now(),
    constraint gdpr_receipts_pkey primary key (tenant_id, id),
    constraint gdpr_receipts_number_key unique (tenant_id, number),
    constraint gdpr_receipts_request_key unique (tenant_id, request_id),
    constraint gdpr_receipts_request_fkey foreign key (tenant_id, request_id)
        references privacy.gdpr_requests (tenant_id, id),
    constraint gdpr_receipts_hash_is_chained
        check (hash = encode(sha256(convert_to(previous_hash || content, 'UTF8')), 'hex'))
);

comment on table privacy.gdpr_receipts is 'Proof of what was done for a request. Holds counts and pseudonyms, no values.';
comment on column privacy.gdpr_receipts.tenant_id is 'The tenant of the request.';
comment on column privacy.gdpr_receipts.id is 'Key.';
comment on column privacy.gdpr_receipts.number is 'Counts the tenant''s receipts from 1, without gaps.';
comment on column privacy.gdpr_receipts.request_id is 'The request.';
comment on column privacy.gdpr_receipts.content is
    'JSON, byte for byte as it was hashed: what, tables and counts, by whom, for whom, when, and what it does not cover.';
comment on column privacy.gdpr_receipts.previous_hash is 'Hash of the receipt before it; empty for the first.';
comment on column privacy.gdpr_receipts.hash is 'SHA-256 of previous_hash and content, in hexadecimal.';
comment on column privacy.gdpr_receipts.created_at is 'When it was made.';

alter table privacy.gdpr_receipts enable row level security;
alter table privacy.gdpr_receipts force row level security;

grant select on privacy.gdpr_receipts to palisade_member, palisade_admin;
grant select, insert on privacy.gdpr_receipts to palisade_definer;

create policy gdpr_receipts_tenant on privacy.gdpr_receipts as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

create policy gdpr_receipts_select_own on privacy.gdpr_receipts for select to palisade_member
    using (request_id in (
        select request.id
        from privacy.gdpr_requests as request
        where request.tenant_id = (select palisade.tenant_id())
          and request.subject_id = (select palisade.user_id())));

create policy gdpr_receipts_select_tenant on privacy.gdpr_receipts for select to palisade_admin
    using (tenant_id = (select palisade.tenant_id()));

create function privacy.refuse_change() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    raise exception '% is append-only.', tg_table_name using errcode = 'PA403';
end
$$;
comment on function privacy.refuse_change() is 'Trigger: what was written stays as it was written.';

create trigger gdpr_receipts_stay before update or delete on privacy.gdpr_receipts
    for each row execute function privacy.refuse_change();
create trigger gdpr_receipts_stay_all before truncate on privacy.gdpr_receipts
    for each statement execute function privacy.refuse_change();
