-- Search by meaning, exact within the tenant: the policies of core.embeddings say what is seen before anything is
-- compared, so that nothing is lost to an index that knows no tenant. Distances are pgvector's where it can be
-- installed; where not, the same figures are computed in SQL, some twenty-five times slower.
set local role palisade_owner;

create schema if not exists extensions;
comment on schema extensions is 'Objects of extensions. No tenant rows.';

reset role;  -- an extension is made by the migration's own login
do $$
begin
    if exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
        create extension if not exists vector with schema extensions;
    end if;
exception when insufficient_privilege then
    raise warning 'pgvector is not installed by this login: search by meaning will be slow';
end
$$;

do $$
declare
    -- A body that is parsed now: callers need no right to look into the schema of extensions.
    measure text := case
        when exists (select from pg_catalog.pg_extension where extname = 'vector')
        then format('(a::%1$I.vector OPERATOR(%1$I.<=>) b::%1$I.vector)',
                    (select extnamespace::regnamespace::text from pg_catalog.pg_extension where extname = 'vector'))
        else '(select 1 - sum(pair.x::double precision * pair.y)
                        / nullif(sqrt(sum(pair.x::double precision * pair.x))
                                 * sqrt(sum(pair.y::double precision * pair.y)), 0)
               from unnest(a, b) as pair (x, y))'
    end;
begin
    if exists (select from pg_catalog.pg_extension where extname = 'vector') then
        execute format('grant usage on schema %I to palisade_owner',
                       (select extnamespace::regnamespace::text from pg_catalog.pg_extension
                        where extname = 'vector'));
    end if;
    set local role palisade_owner;
    execute format('create function core.cosine_distance(a real[], b real[]) returns double precision '
                   'language sql immutable parallel safe return %s', measure);
end
$$;

set local role palisade_owner;
comment on function core.cosine_distance(real[], real[]) is
    '0 for vectors of one direction, 2 for opposite ones; null or not a number where one has no length.';

create function core.semantic_search(namespace text, vector double precision[], k integer default 10)
    returns table (
        vector_id     text,
        source_table  text,
        source_id     uuid,
        chunk         integer,
        score         double precision,
        text_preview  text
    )
    language plpgsql stable
    set search_path = ''
as $$
#variable_conflict use_column
declare
    wanted integer := core.vector_dims(semantic_search.namespace);
begin
    if wanted is null then
        raise exception 'There is no such namespace.' using errcode = 'PA404';
    end if;
    if array_ndims(semantic_search.vector) is distinct from 1 or array_length(semantic_search.vector, 1) <> wanted
        or array_position(semantic_search.vector, null) is not null
    then
        raise exception 'Vectors of this namespace have % dimensions.', wanted using errcode = 'PA400';
    end if;
    return query
        select near.vector_id, near.source_table, near.source_id, near.chunk, 1 - near.distance, near.text_preview
        from (
            select embedding.vector_id, embedding.source_table, embedding.source_id, embedding.chunk,
                   core.cosine_distance(embedding.embedding, semantic_search.vector::real[]) as distance,
                   embedding.text_preview
            from core.embeddings as embedding
            where embedding.tenant_id = (select palisade.tenant_id())
              and embedding.namespace = semantic_search.namespace
        ) as near
        where near.distance < 'NaN'
        order by near.distance, near.vector_id
        limit least(greatest(coalesce(semantic_search.k, 10), 1), 100);
end
$$;
comment on function core.semantic_search(text, double precision[], integer) is
    'The nearest texts of a namespace that the caller may see, best first, with their similarity: 1 for the same.';

grant create on schema core to palisade_definer;
set local role palisade_definer;

create function core.vector_dims(namespace text) returns integer
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    return (select registered.dims from core.vector_namespaces as registered where registered.name = namespace);
comment on function core.vector_dims(text) is 'How long the vectors of a namespace are; null where there is none.';

grant execute on function core.vector_dims(text) to palisade_member, palisade_admin, palisade_service;

set local role palisade_owner;
revoke create on schema core from palisade_definer;

grant execute on function
    core.cosine_distance(real[], real[]), core.semantic_search(text, double precision[], integer)
    to palisade_member, palisade_admin, palisade_service;
