-- A hold on a key that is nobody's protects nobody: whoever sets it is told so, not whoever finds the rows gone.
set local role palisade_owner;

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

create function privacy.check_legal_hold() returns trigger
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set row_security = off
as $$
begin
    -- Of any other tenant the policies refuse it, whoever is there.
    if new.tenant_id = palisade.tenant_id() then
        perform privacy.find_roots(new.tenant_id, new.subject_id);
    end if;
    return new;
end
$$;
comment on function privacy.check_legal_hold() is 'Trigger: PA404 where a hold names nobody of the tenant.';

grant execute on function privacy.check_legal_hold() to palisade_owner;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;

create trigger legal_holds_name_somebody before insert or update of subject_id on privacy.legal_holds
    for each row execute function privacy.check_legal_hold();
