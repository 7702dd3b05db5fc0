-- An act in several tenants forgets the remembered answers of all of them.
set local role palisade_owner;

grant create on schema palisade to palisade_definer;
grant create on schema privacy to palisade_definer;
set local role palisade_definer;

create or replace function privacy.forget_answers() returns trigger
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    update palisade.idempotency_keys as kept
    set answer = null
    from privacy.gdpr_requests as request
    where request.tenant_id = new.tenant_id and request.id = new.request_id
      and kept.tenant_id = any (request.tenants) and kept.answer is not null;
    return null;
end
$$;
comment on function privacy.forget_answers() is
    'Trigger: a privacy act takes the remembered answers of its tenants with it.';

create or replace function palisade.forget_answers(first integer) returns bigint
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
declare
    forgotten bigint;
    expired   bigint;
begin
    -- Operations that were under way during an act: they began before it, and were committed after it.
    with acts as materialized (
        select held.tenant_id, max(receipt.created_at) as latest
        from privacy.gdpr_receipts as receipt
        join privacy.gdpr_requests as request
            on request.tenant_id = receipt.tenant_id and request.id = receipt.request_id
        cross join lateral unnest(request.tenants) as held (tenant_id)
        where receipt.created_at > now() - interval '25 hours'
        group by held.tenant_id
    ), late as materialized (
        select kept.tenant_id, kept.user_id, kept.key_hash
        from acts
        join palisade.idempotency_keys as kept
            on kept.tenant_id = acts.tenant_id and kept.created_at <= acts.latest and kept.answer is not null
        limit forget_answers.first
        for update of kept skip locked
    )
    update palisade.idempotency_keys as kept
    set answer = null
    from late
    where kept.tenant_id = late.tenant_id and kept.user_id = late.user_id and kept.key_hash = late.key_hash;
    get diagnostics forgotten = row_count;

    with old as materialized (
        select kept.tenant_id, kept.user_id, kept.key_hash
        from palisade.idempotency_keys as kept
        where kept.created_at < now() - interval '24 hours'
        order by kept.created_at
        limit forget_answers.first
        for update of kept skip locked
    )
    delete from palisade.idempotency_keys as kept
    using old
    where kept.tenant_id = old.tenant_id and kept.user_id = old.user_id and kept.key_hash = old.key_hash;
    get diagnostics expired = row_count;
    return forgotten + expired;
end
$$;

set local role palisade_owner;
revoke create on schema palisade from palisade_definer;
revoke create on schema privacy from palisade_definer;
