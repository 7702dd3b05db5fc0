-- Vectors and objects of a row go when it goes, whoever deletes it: retention, the deletion of sessions, a cascade. And a
-- vector of somebody's words leads to them, though it is nobody's own.
set local role palisade_owner;

insert into privacy.subject_paths
    (relation, path, root_kind, columns, to_relation, to_columns, to_path, row_filter, on_erase, on_anonymize) values
    ('core.embeddings', 'speaker', 'person', '{source_id}', 'mediation.conflict_segments', '{id}', 'speaker',
        'r.source_table = ''mediation.conflict_segments''', 'delete', 'delete'),
    ('core.embeddings', 'slot', 'person', '{source_id}', 'mediation.conflict_segments', '{id}', 'slot',
        'r.source_table = ''mediation.conflict_segments''', 'delete', 'delete'),
    ('core.embeddings', 'client', 'person', '{source_id}', 'coaching.client_sessions', '{id}', 'owner',
        'r.source_table = ''coaching.client_sessions''', 'delete', 'delete');

grant create on schema core to palisade_definer;
set local role palisade_definer;

create function core.discard_copies_of_rows() returns trigger
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    source text := tg_table_schema || '.' || tg_table_name;
    is_act boolean := coalesce(current_setting('palisade.privacy_act', true), '') <> '';
begin
    with gone as (
        delete from core.embeddings as embedding
        using old_rows as past
        where embedding.tenant_id = past.tenant_id and embedding.source_table = source and embedding.source_id = past.id
        returning embedding.tenant_id, embedding.namespace, embedding.vector_id
    ), asked as (
        insert into core.outbox (tenant_id, topic, key)
        select gone.tenant_id, 'vector.delete', gone.namespace || '/' || gone.vector_id
        from gone
        -- During a privacy act the vector's own trigger asks for it.
        where not is_act
    )
    insert into privacy.vacuum_queue (relation)
    select 'core.embeddings' from gone where is_act limit 1
    on conflict (relation) do update set queued_at = excluded.queued_at;

    with gone as (
        update core.stored_objects as object
        set state = 'deleting'
        from old_rows as past
        where object.tenant_id = past.tenant_id and object.source_table = source and object.source_id = past.id
          and object.state in ('pending', 'stored')
        returning object.tenant_id, object.bucket, object.key, object.source_table, object.source_id
    )
    insert into core.outbox (tenant_id, topic, key, payload)
    select gone.tenant_id, 'object.delete', gone.bucket || '/' || gone.key,
           jsonb_build_object('table', gone.source_table, 'id', gone.source_id)
    from gone;
    return null;
end
$$;
comment on function core.discard_copies_of_rows() is 'Trigger: object and vectors of rows that are deleted have to go.';

grant execute on function core.discard_copies_of_rows() to palisade_owner;

set local role palisade_owner;
revoke create on schema core from palisade_definer;

-- Every table that has copies: those of core.vector_namespaces.
create trigger conflicts_discard_copies after delete on mediation.conflicts
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger conflict_segments_discard_copies after delete on mediation.conflict_segments
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger conflict_analysis_discard_copies after delete on mediation.conflict_analysis
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger repair_plans_discard_copies after delete on mediation.repair_plans
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger profile_documents_discard_copies after delete on mediation.profile_documents
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger client_sessions_discard_copies after delete on coaching.client_sessions
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger summaries_discard_copies after delete on coaching.summaries
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger conversations_discard_copies after delete on assistant.conversations
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();
create trigger messages_discard_copies after delete on assistant.messages
    referencing old table as old_rows for each statement execute function core.discard_copies_of_rows();

select privacy.apply_map();
