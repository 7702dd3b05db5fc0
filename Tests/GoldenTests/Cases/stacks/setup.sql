-- SPDX-License-Identifier: Apache-2.0
-- A library of two tenants, to search by words and by vectors. `:reader` is the role that requests run as.

create schema palisade;
create function palisade.tenant_id() returns uuid language sql stable
    return nullif(current_setting('palisade.tenant_id', true), '')::uuid;
grant usage on schema palisade to :reader;

create schema extensions;
create extension vector with schema extensions;
create extension pg_trgm with schema extensions;
grant usage on schema extensions to :reader;

create schema library;
grant usage on schema library to :reader;

create table library.shelves (
    tenant_id uuid not null,
    id        uuid not null,
    name      text not null,
    constraint shelves_pkey primary key (tenant_id, id)
);

create table library.books (
    tenant_id uuid    not null,
    id        uuid    not null,
    shelf_id  uuid    not null,
    title     text    not null,
    summary   text,
    year      integer not null,
    embedding extensions.vector(3),
    words     tsvector not null generated always as (
        setweight(to_tsvector('english', title), 'A') || to_tsvector('english', coalesce(summary, ''))) stored,
    constraint books_pkey primary key (tenant_id, id),
    constraint books_shelf_fkey foreign key (tenant_id, shelf_id) references library.shelves (tenant_id, id)
);
create index books_words_idx on library.books using gin (words);

create table library.notes (
    tenant_id uuid not null,
    id        uuid not null,
    book_id   uuid not null,
    body      text not null,
    embedding extensions.vector(3),
    words     tsvector not null generated always as (to_tsvector('english', body)) stored,
    constraint notes_pkey primary key (tenant_id, id),
    constraint notes_book_fkey foreign key (tenant_id, book_id) references library.books (tenant_id, id)
);
create index notes_words_idx on library.notes using gin (words);

create table library.authors (
    tenant_id uuid not null,
    id        uuid not null,
    name      text not null,
    constraint authors_pkey primary key (tenant_id, id)
);

create table library.members (
    tenant_id uuid not null,
    id        uuid not null,
    name      text not null,
    constraint members_pkey primary key (tenant_id, id)
);
create index members_name_idx on library.members using gin (name extensions.gin_trgm_ops);

-- Everybody's: the policy holds for each row, so that it keeps no operator from the index.
create table library.topics (
    id   integer not null constraint topics_pkey primary key,
    name text    not null
);
create index topics_name_idx on library.topics using gin (name extensions.gin_trgm_ops);
alter table library.topics enable row level security, force row level security;
create policy topics_read on library.topics for select to public using (true);
grant select on library.topics to :reader;

-- Runs as the tables' owner, so that the operator finds its index.
create function library.similar_members(text text) returns table (id uuid, similarity real)
    language sql stable security definer set search_path = pg_catalog, extensions, pg_temp
begin atomic
    select m.id, extensions.similarity(m.name, text)
    from library.members as m
    where m.tenant_id = (select palisade.tenant_id()) and m.name operator(extensions.%) text;
end;
revoke execute on function library.similar_members(text) from public;
grant execute on function library.similar_members(text) to :reader;

-- Runs as the tables' owner, so that the words find their index: under the caller's policies they would not.
create function library.search_notes(query text) returns table (id uuid, rank real, headline text)
    language sql stable security definer set search_path = pg_catalog, library, pg_temp
begin atomic
    select n.id, ts_rank(n.words, q.words), ts_headline('english', n.body, q.words)
    from library.notes as n cross join websearch_to_tsquery('english', query) as q (words)
    where n.tenant_id = (select palisade.tenant_id()) and n.words @@ q.words;
end;
revoke execute on function library.search_notes(text) from public;
grant execute on function library.search_notes(text) to :reader;

do $$
declare
    name text;
begin
    foreach name in array array['shelves', 'books', 'notes', 'authors', 'members'] loop
        execute format('alter table library.%I enable row level security, force row level security', name);
        execute format('create policy %I on library.%I as restrictive to public
            using (tenant_id = (select palisade.tenant_id()))', name || '_floor', name);
        execute format('create policy %I on library.%I to public
            using (tenant_id = (select palisade.tenant_id()))', name || '_own', name);
        execute format('grant select on library.%I to :reader', name);
    end loop;
end $$;

insert into library.shelves
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8001-00000000000%s', t, n)::uuid,
    (array['Sea', 'Land'])[n]
from generate_series(1, 2) as t, generate_series(1, 2) as n;

insert into library.books (tenant_id, id, shelf_id, title, summary, year, embedding)
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8002-00000000000%s', t, b.n)::uuid,
    format('c000000%s-0000-4000-8001-00000000000%s', t, b.shelf)::uuid, b.title || case t when 2 then ' (B)' else '' end,
    b.summary, b.year, b.embedding::extensions.vector
from generate_series(1, 2) as t,
    (values
        (1, 1, 'The whale', 'A captain hunts a white whale & <others>.', 1851, '[1,0,0]'),
        (2, 1, 'Under the sea', 'A ship goes under; whales are seen, and whale songs heard.', 1870, '[0.9,0.1,0]'),
        (3, 2, 'The white mountain', 'Snow, and no whale.', 1924, '[0,1,0]'),
        (4, 2, 'Fields', null, 1990, '[0,0.6,0.8]'),
        (5, 2, 'A map', 'Roads.', 2001, null)
    ) as b (n, shelf, title, summary, year, embedding);

insert into library.notes (tenant_id, id, book_id, body)
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8003-00000000000%s', t, n.n)::uuid,
    format('c000000%s-0000-4000-8002-00000000000%s', t, n.book)::uuid, n.body
from generate_series(1, 2) as t,
    (values (1, 1, 'A captain and his anger.'), (2, 1, 'The anger of the sea.'), (3, 3, 'No anger, only snow. Anger? None.')
    ) as n (n, book, body);

insert into library.authors
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8004-00000000000%s', t, a.n)::uuid,
    a.name || case t when 2 then ' (B)' else '' end
from generate_series(1, 2) as t,
    (values (1, 'Herman Melville'), (2, 'Hermann Hesse'), (3, 'Jules Verne'), (4, 'Mary Shelley')) as a (n, name);

insert into library.members
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8005-00000000000%s', t, m.n)::uuid,
    m.name || case t when 2 then ' (B)' else '' end
from generate_series(1, 2) as t,
    (values (1, 'Ana Kowalska'), (2, 'Anna Kowalski'), (3, 'Jonathan Smith'), (4, 'Jon Smyth')) as m (n, name);

insert into library.topics
values (1, 'Astronomy and navigation'), (2, 'Gastronomy'), (3, 'Whales'), (4, 'Mountains of the north');

update library.notes set embedding = case when body like 'No anger%' then '[0,1,0]' else '[1,0,0]' end::extensions.vector;
