-- A copy whose row goes has to go outside as well: the row leaves a job in the outbox, which holds nothing but keys.
set local role palisade_owner;

grant create on schema privacy to palisade_definer;
set local role palisade_definer;

create function privacy.discard_object() returns trigger
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.outbox (tenant_id, topic, key, payload)
    values (old.tenant_id, 'object.delete', old.bucket || '/' || old.key,
            jsonb_build_object('table', old.source_table, 'id', old.source_id));
    return null;
end
$$;
comment on function privacy.discard_object() is 'Trigger: a stored object goes with its row.';

create function privacy.discard_vector() returns trigger
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.outbox (tenant_id, topic, key)
    values (old.tenant_id, 'vector.delete', old.namespace || '/' || old.vector_id);
    return null;
end
$$;
comment on function privacy.discard_vector() is 'Trigger: a vector of an index outside goes with its row.';

grant execute on function privacy.discard_object(), privacy.discard_vector() to palisade_owner;

set local role palisade_owner;
revoke create on schema privacy from palisade_definer;

-- A privacy procedure deletes rows; the modules' own functions mark them, and ask for the same.
create trigger stored_objects_discard after delete on core.stored_objects
    for each row when (old.state in ('pending', 'stored') and current_user = 'palisade_definer')
    execute function privacy.discard_object();

create trigger embeddings_discard after delete on core.embeddings
    for each row when (current_user = 'palisade_definer' and current_setting('palisade.privacy_act', true) <> '')
    execute function privacy.discard_vector();
