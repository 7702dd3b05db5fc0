-- People whose processing is restricted (Art. 18 GDPR): readers do not get their rows. Tenant: tenant_id. Written and
-- read by the privacy procedures alone; a policy of each mapped table asks palisade.hidden_people().
set local role palisade_owner;

create table privacy.restrictions (
    tenant_id    uuid         not null,
    relation     text         not null,
    subject_key  text         not null,
    user_id      uuid,
    request_id   uuid         not null,
    created_at   timestamptz  not null default now(),
    constraint restrictions_pkey primary key (tenant_id, relation, subject_key),
    constraint restrictions_tenant_fkey foreign key (tenant_id) references core.tenants (id) on delete cascade,
    constraint restrictions_request_fkey foreign key (tenant_id, request_id)
        references privacy.gdpr_requests (tenant_id, id)
);

create index restrictions_request_idx on privacy.restrictions (tenant_id, request_id);

comment on table privacy.restrictions is 'A person, by one of their keys, whose rows are hidden until this is lifted.';
comment on column privacy.restrictions.tenant_id is 'The tenant in which.';
comment on column privacy.restrictions.relation is 'The table of people.';
comment on column privacy.restrictions.subject_key is 'The person''s key there.';
comment on column privacy.restrictions.user_id is 'The person''s account, to whom their own rows stay visible; null without one.';
comment on column privacy.restrictions.request_id is 'The request.';
comment on column privacy.restrictions.created_at is 'Since when.';

alter table privacy.restrictions enable row level security;
alter table privacy.restrictions force row level security;

create policy restrictions_closed on privacy.restrictions as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (current_user = 'palisade_definer');

grant select, insert, delete on privacy.restrictions to palisade_definer;
