// SPDX-License-Identifier: Apache-2.0

/// What a new migration begins with: the sequence in which a table is made.
enum MigrationTemplate {
    static let text = """
        -- What this table holds, in a sentence. Tenant: tenant_id.
        -- Who reads and writes it, and what it is erased with.
        create table app.things (
            tenant_id  uuid         not null,
            id         uuid         not null default gen_random_uuid(),
            name       text         not null,
            constraint things_pkey primary key (tenant_id, id),
            constraint things_name_key unique (tenant_id, name)
        );
        comment on table app.things is '…';

        alter table app.things enable row level security;
        alter table app.things force row level security;  -- or the owner sees every tenant
        grant select, insert, update, delete on app.things to app_member;

        create policy things_tenant on app.things as restrictive to public  -- the floor under every other policy
            using      (tenant_id = (select palisade.tenant_id()))
            with check (tenant_id = (select palisade.tenant_id()));

        create policy things_select on app.things for select to app_member
            using (tenant_id = (select palisade.tenant_id()));  -- (select …): once per statement, not per row

        create policy things_insert on app.things for insert to app_member
            with check (tenant_id = (select palisade.tenant_id()));

        create policy things_update on app.things for update to app_member
            using      (tenant_id = (select palisade.tenant_id()))
            with check (tenant_id = (select palisade.tenant_id()));

        create policy things_delete on app.things for delete to app_member
            using (tenant_id = (select palisade.tenant_id()));

        """
}
