-- What to run, in this order, and what to call it meanwhile. A step of sessions has about 25,000 of them.
create function pg_temp.scale_steps(n integer) returns table (label text, statement text)
    language plpgsql
as $$
declare
    sessions  integer := (select records from scale_tenants where kind = 'b' and number = 1);
    summaries integer := (select records from scale_tenants where kind = '9' and number = 1);
begin
    return query
    select 'people', 'select pg_temp.scale_people()'
    union all select 'companies', 'select pg_temp.scale_companies()'
    union all
    select 'sessions', format('select pg_temp.scale_sessions(1, 1, %s, %s)', low, low + 24999)
    from generate_series(1, sessions, 25000) as low
    union all
    select 'sessions', format('select pg_temp.scale_sessions(%s, %s, 1, 1000000)', low, least(low + 49, n))
    from generate_series(2, n, 50) as low
    union all select 'statistics', 'analyze training.sessions, training.session_participants, training.session_analytics'
    union all
    select 'rollups', format('select pg_temp.scale_rollups(array(select pg_temp.scale_key(''b'', t, ''8000'', 0) '
                             'from generate_series(%s, %s) as t))', low, least(low + 249, n))
    from (select 1 union all select generate_series(251, n, 250)) as batches (low)
    union all select 'organizations', 'select pg_temp.scale_organizations()'
    union all
    select 'summaries', format('select pg_temp.scale_summaries(1, 1, %s, %s)', low, low + 4999)
    from generate_series(1, summaries, 5000) as low
    union all
    select 'summaries', 'select pg_temp.scale_summaries(2, 20, 1, 1000000)'
    union all select 'clients', 'select pg_temp.scale_client_coaches()'
    union all select 'conversations', 'select pg_temp.scale_conversations()'
    union all select 'statistics', 'analyze'
    union all
    select 'verification', format('select pg_temp.scale_verify(pg_temp.scale_key(''b'', %s, ''8000'', 0))', t)
    from generate_series(1, n) as t
    where t in (1, 2, 3, n);
end
$$;
