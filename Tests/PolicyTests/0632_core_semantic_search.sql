\echo # search by meaning: exact, within the tenant, and only what the searcher may see
begin;
\ir fixtures/two_couples.sql
\ir fixtures/shared_rows.sql
-- Vectors that tell which is which: of partner A along the first axis, of B along the second, shared between them.
update core.embeddings set embedding = case split_part(vector_id, '_', 2)
    when '1' then array_fill(0::real, '{1023}') || 1::real when '2' then 1::real || array_fill(0::real, '{1023}')
    else 1::real || array_fill(0::real, '{1022}') || 1::real end;
create function pg_temp.axis(n integer) returns double precision[] language sql immutable
    return (select array_agg(case i when n then 1 else 0 end::double precision order by i) from generate_series(1, 1024) i);
grant execute on function pg_temp.axis(integer) to public;
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
\echo # partner A, near the private vector of B: finds the shared one and their own
select vector_id, text_preview, round(score::numeric, 4) as score from core.semantic_search('profiles', pg_temp.axis(1));
select vector_id, round(score::numeric, 4) as score from core.semantic_search('profiles', pg_temp.axis(1024), 1);
\echo # partner B
select pg_temp.become('c', 2) \g /dev/null
select vector_id, round(score::numeric, 4) as score from core.semantic_search('profiles', pg_temp.axis(1));
\echo # what is not in the namespace, a namespace that is not there, vectors of another length or of no length
select count(*) from core.semantic_search('transcripts', pg_temp.axis(1));
select count(*) from core.semantic_search('rants', pg_temp.axis(1));
select count(*) from core.semantic_search('profiles', '{1,2,3}');
select count(*) from core.semantic_search('profiles', null);
select count(*) from core.semantic_search('profiles', array_fill(0::double precision, '{1024}'));
select count(*) from core.semantic_search('profiles', pg_temp.axis(1), -5);
\echo # an admin sees what is managed; nobody without a tenant sees anything
set local role palisade_admin;
select count(*) from core.semantic_search('profiles', pg_temp.axis(1));
select pg_temp.become(null, 1) \g /dev/null
set local role palisade_member;
select count(*) from core.semantic_search('profiles', pg_temp.axis(1));
set local role palisade_analyst;
select count(*) from core.semantic_search('profiles', pg_temp.axis(1));
rollback;
