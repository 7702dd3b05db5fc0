-- Of the first two companies: an export that was handed out, with its receipt, an archive that was fetched, a hold, a
-- retention policy that is tried out. Run after the people and their sessions, by a superuser.
do $$
declare
    company record;
    opened  privacy.act;
begin
    for company in
        select n, ('c' || lpad(n::text, 7, '0'))::text as prefix from generate_series(1, 2) as n
    loop
        perform set_config('palisade.tenant_id', company.prefix || '-0000-4000-8000-000000000000', true);
        continue when exists (select from privacy.retention_policies where tenant_id = palisade.tenant_id());
        insert into privacy.actors (tenant_id, user_id)
            values (palisade.tenant_id(), (company.prefix || '-0000-4000-8001-000000000001')::uuid) on conflict do nothing;
        opened := privacy.preview('export', (company.prefix || '-0000-4000-8001-000000000066')::uuid,
            reason => 'Letter ' || company.n);
        perform privacy.export_subject(opened.subject_id, opened.request_id, opened.preview_hash);
        insert into privacy.exports (request_id, subject_id, requested_by, tenant_id, state, rows, bytes,
                                     created_at, ready_at, fetched_at, expires_at)
            values (opened.request_id, opened.subject_id, (company.prefix || '-0000-4000-8001-000000000001')::uuid,
                    palisade.tenant_id(), 'fetched', 40 + company.n, 9000 + company.n, now() - interval '2 days',
                    now() - interval '2 days', now() - interval '47 hours', now() - interval '1 day');
        insert into privacy.legal_holds (subject_id, reason)
            values ((company.prefix || '-0000-4000-8002-000000000005')::uuid, 'Claim ' || company.n);
        insert into privacy.retention_policies (relation, action, keep_days)
            values ('training.sessions', 'delete', 700 + company.n);
    end loop;
end
$$;
