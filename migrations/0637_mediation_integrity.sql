-- Three sources of one thing: the row, its object, its vector. What is missing is found, shown and asked for again,
-- from the row, which is the source of truth: what was deleted is never asked for. The view shows each reader the rows
-- that they may see.
set local role palisade_owner;

create view mediation.copied_rows
    with (security_invoker = true)
as
select conflict.tenant_id, 'conflict' as kind, 'mediation.conflicts' as source_table, conflict.id as source_id,
       'transcripts' as bucket, conflict.transcript_path as key, 'transcripts' as namespace,
       'transcript_' || conflict.id as vector_id, null::text as sha256
from mediation.conflicts as conflict
where conflict.transcript_path is not null and conflict.deleted_at is null
union all
select document.tenant_id, case document.profile_type when 'handbook' then 'handbook' else 'profile' end,
       'mediation.profile_documents', document.id,
       case document.profile_type when 'handbook' then 'handbooks' else 'profiles' end, document.file_path,
       case document.profile_type when 'handbook' then 'handbooks' else 'profiles' end,
       case document.profile_type when 'handbook' then 'handbook_' || document.pdf_id || '_chunk_0'
                                  else document.profile_type || '_' || document.pdf_id end,
       document.content_sha256
from mediation.profile_documents as document
where document.deleted_at is null
union all
select analysis.tenant_id, 'analysis', 'mediation.conflict_analysis', analysis.id, 'analysis', analysis.analysis_path,
       'analysis', 'analysis_' || analysis.conflict_id,
       encode(sha256(convert_to(analysis.analysis_data::text, 'UTF8')), 'hex')
from mediation.conflict_analysis as analysis
where analysis.deleted_at is null
union all
select plan.tenant_id, 'repair_plan', 'mediation.repair_plans', plan.id, 'repair_plans', plan.plan_path,
       'repair_plans', 'repair_plan_' || plan.conflict_id || '_' || plan.partner_requesting,
       encode(sha256(convert_to(plan.plan_data::text, 'UTF8')), 'hex')
from mediation.repair_plans as plan
where plan.deleted_at is null;

comment on view mediation.copied_rows is 'Rows that have copies outside, and where these must be.';
comment on column mediation.copied_rows.tenant_id is 'The couple''s tenant.';
comment on column mediation.copied_rows.kind is 'conflict, profile, handbook, analysis or repair_plan.';
comment on column mediation.copied_rows.source_table is 'Table of the row.';
comment on column mediation.copied_rows.source_id is 'Key of the row.';
comment on column mediation.copied_rows.bucket is 'Bucket of its object.';
comment on column mediation.copied_rows.key is 'Name of its object.';
comment on column mediation.copied_rows.namespace is 'Namespace of its vector.';
comment on column mediation.copied_rows.vector_id is 'Name of its vector.';
comment on column mediation.copied_rows.sha256 is
    'SHA-256 of the file as it was uploaded, or of the JSON as PostgreSQL prints it; null where it is unknown.';

grant select on mediation.copied_rows to palisade_member, palisade_service, palisade_definer;

create function mediation.ground_truth(kind text, id uuid)
    returns table (
        kind           text,
        source_id      uuid,
        object_key     text,
        object_state   text,
        object_sha256  text,
        row_sha256     text,
        hash_match     boolean,
        vector_id      text,
        in_vector      boolean
    )
    language sql stable
    set search_path = ''
as $$
    select copied.kind, copied.source_id, copied.bucket || '/' || copied.key, object.state, object.sha256,
           copied.sha256, object.sha256 = copied.sha256, copied.namespace || '/' || copied.vector_id,
           embedding.id is not null
    from mediation.copied_rows as copied
    left join core.stored_objects as object
        on object.tenant_id = copied.tenant_id and object.bucket = copied.bucket and object.key = copied.key
    left join core.embeddings as embedding
        on embedding.tenant_id = copied.tenant_id and embedding.namespace = copied.namespace
       and embedding.vector_id = copied.vector_id
    where copied.tenant_id = (select palisade.tenant_id())
      and copied.kind = ground_truth.kind and copied.source_id = ground_truth.id
$$;
comment on function mediation.ground_truth(text, uuid) is
    'What the three sources hold of one thing, side by side; no row where the caller does not see it.';

grant create on schema mediation to palisade_definer;
set local role palisade_definer;

create function mediation.verify_data_integrity(kinds text[] default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    faults integer;
begin
    perform palisade.enter();
    delete from core.integrity_findings as finding
    where finding.tenant_id = palisade.tenant_id()
      and (verify_data_integrity.kinds is null or finding.kind = any (verify_data_integrity.kinds));
    insert into core.integrity_findings (
        tenant_id, kind, source_id, in_db, in_object, in_vector, hash_match)
    select copied.tenant_id, copied.kind, copied.source_id, true, coalesce(object.state = 'stored', false),
           embedding.id is not null, object.sha256 = copied.sha256
    from mediation.copied_rows as copied
    left join core.stored_objects as object
        on object.tenant_id = copied.tenant_id and object.bucket = copied.bucket and object.key = copied.key
    left join core.embeddings as embedding
        on embedding.tenant_id = copied.tenant_id and embedding.namespace = copied.namespace
       and embedding.vector_id = copied.vector_id
    where copied.tenant_id = palisade.tenant_id()
      and (verify_data_integrity.kinds is null or copied.kind = any (verify_data_integrity.kinds));
    -- Objects whose row is gone, and that nobody has been told to delete.
    insert into core.integrity_findings (
        tenant_id, kind, source_id, in_db, in_object, in_vector)
    select object.tenant_id,
           case object.bucket when 'transcripts' then 'conflict' when 'handbooks' then 'handbook'
                              when 'profiles' then 'profile' when 'analysis' then 'analysis' else 'repair_plan' end,
           object.source_id, false, true, false
    from core.stored_objects as object
    where object.tenant_id = palisade.tenant_id()
      and object.source_table like 'mediation.%' and object.state = 'stored'
      and not exists (
          select
          from mediation.copied_rows as copied
          where copied.tenant_id = object.tenant_id and copied.source_table = object.source_table
            and copied.source_id = object.source_id
      )
    on conflict do nothing;
    select count(*)::integer
    into faults
    from core.integrity_findings as finding
    where finding.tenant_id = palisade.tenant_id()
      and (verify_data_integrity.kinds is null or finding.kind = any (verify_data_integrity.kinds))
      and not (finding.in_db and finding.in_object and finding.in_vector and coalesce(finding.hash_match, true));
    return faults;
end
$$;
comment on function mediation.verify_data_integrity(text[]) is
    'Looks whether row, object and vector agree, and keeps what it found; answers how many do not.';

create function mediation.sync_missing_data(kinds text[] default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    asked integer;
begin
    perform palisade.enter();
    with missing as (
        select finding.kind, finding.source_id, finding.in_object and coalesce(finding.hash_match, true) as has_object,
               finding.in_vector, copied.source_table, copied.bucket || '/' || copied.key as object_key,
               copied.namespace || '/' || copied.vector_id as vector_key
        from core.integrity_findings as finding
        -- From the rows that are there: what was deleted or erased is in none of them.
        join mediation.copied_rows as copied
            on copied.tenant_id = finding.tenant_id and copied.kind = finding.kind
           and copied.source_id = finding.source_id
        where finding.tenant_id = palisade.tenant_id()
          and (sync_missing_data.kinds is null or finding.kind = any (sync_missing_data.kinds))
    ),
    jobs as (
        select 'object.put' as topic, missing.object_key as key, missing.source_table, missing.source_id
        from missing
        where not missing.has_object
        union all
        select 'vector.put', missing.vector_key, missing.source_table, missing.source_id
        from missing
        where not missing.in_vector
    )
    insert into core.outbox (tenant_id, topic, key, payload)
    select palisade.tenant_id(), job.topic, job.key,
           jsonb_build_object('table', job.source_table, 'id', job.source_id)
    from jobs as job
    where not exists (
        select
        from core.outbox as waiting
        where waiting.tenant_id = palisade.tenant_id() and waiting.key = job.key and waiting.topic = job.topic
          and waiting.state in ('pending', 'running')
    );
    get diagnostics asked = row_count;
    return asked;
end
$$;
comment on function mediation.sync_missing_data(text[]) is
    'Asks once more for objects and vectors that the last check found missing; answers for how many.';

grant execute on function mediation.verify_data_integrity(text[]), mediation.sync_missing_data(text[])
    to palisade_service;

set local role palisade_owner;
revoke create on schema mediation from palisade_definer;

grant execute on function mediation.ground_truth(text, uuid) to palisade_member, palisade_service;
