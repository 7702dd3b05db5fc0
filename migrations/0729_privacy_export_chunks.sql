-- The bytes of an export's archive, in order. Tenant: tenant_id. Written by the worker, read while it is fetched, and
-- deleted after that: no row outlives the hours that the export has.
set local role palisade_owner;

create table privacy.export_chunks (
    tenant_id  uuid     not null,
    export_id  uuid     not null,
    position   integer  not null,
    content    bytea    not null,
    constraint export_chunks_pkey primary key (tenant_id, export_id, position),
    constraint export_chunks_export_fkey foreign key (tenant_id, export_id)
        references privacy.exports (tenant_id, id) on delete cascade,
    constraint export_chunks_position_counts check (position >= 1),
    constraint export_chunks_content_is_small check (length(content) between 1 and 131072)
);

-- Compressed before it comes here.
alter table privacy.export_chunks alter column content set storage external;

comment on table privacy.export_chunks is 'A piece of an archive (tar, gzip): bytes that follow those of the one before.';
comment on column privacy.export_chunks.tenant_id is 'The tenant.';
comment on column privacy.export_chunks.export_id is 'The export.';
comment on column privacy.export_chunks.position is 'Counts from 1.';
comment on column privacy.export_chunks.content is 'At most 128 KiB.';

alter table privacy.export_chunks enable row level security;
alter table privacy.export_chunks force row level security;

grant select on privacy.export_chunks to palisade_member, palisade_admin;
grant select, insert, delete on privacy.export_chunks to palisade_definer;

create policy export_chunks_tenant on privacy.export_chunks as restrictive to public
    using      (tenant_id = (select palisade.tenant_id()))
    with check (tenant_id = (select palisade.tenant_id()));

-- Between privacy.fetch_export() and the end of the download, and for whoever called that.
create policy export_chunks_select_own on privacy.export_chunks for select to palisade_member, palisade_admin
    using (export_id in (
        select export.id
        from privacy.exports as export
        where export.tenant_id = (select palisade.tenant_id())
          and export.requested_by = (select palisade.user_id())
          and export.state = 'fetching'
          and export.expires_at > now()));
