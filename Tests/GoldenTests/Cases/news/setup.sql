-- SPDX-License-Identifier: Apache-2.0
-- A newspaper of two tenants: articles, photos and notes on articles, which lists hold together. Keys of several kinds,
-- times of which some are null and some are equal, and columns of one kind but not of one type. What the golden cases of
-- this folder are planned for and run on. `:reader` is the role that requests run as.

create schema palisade;
create function palisade.tenant_id() returns uuid language sql stable
    return nullif(current_setting('palisade.tenant_id', true), '')::uuid;
grant usage on schema palisade to :reader;

create schema news;
grant usage on schema news to :reader;

create table news.authors (
    tenant_id uuid not null,
    id        uuid not null,
    name      text not null,
    constraint authors_pkey primary key (tenant_id, id)
);

create table news.articles (
    tenant_id    uuid    not null,
    id           uuid    not null,
    title        text    not null,
    published_at timestamptz,
    rank         integer not null,
    tags         text[]  not null default '{}',
    body         text    not null,
    author_id    uuid,
    constraint articles_pkey primary key (tenant_id, id),
    constraint articles_author_fkey foreign key (tenant_id, author_id) references news.authors (tenant_id, id)
);
create index articles_published_idx on news.articles (tenant_id, published_at, id);
create index articles_rank_idx on news.articles (tenant_id, rank, id);

create domain news.photo_key as bigint not null;

create table news.photos (
    tenant_id    uuid           not null,
    id           news.photo_key not null,
    caption      varchar(80)    not null,
    published_at timestamptz    not null,
    rank         smallint       not null,
    tags         text[]         not null default '{}',
    url          text           not null,
    author_id    uuid,
    constraint photos_pkey primary key (tenant_id, id),
    constraint photos_author_fkey foreign key (tenant_id, author_id) references news.authors (tenant_id, id)
);
create index photos_published_idx on news.photos (tenant_id, published_at, id);
create index photos_rank_idx on news.photos (tenant_id, rank, id);

-- A note that is hidden is a row that nobody sees.
create table news.notes (
    tenant_id  uuid    not null,
    article_id uuid    not null,
    number     integer not null,
    text       text    not null,
    is_hidden  boolean not null default false,
    constraint notes_pkey primary key (tenant_id, article_id, number),
    constraint notes_article_fkey foreign key (tenant_id, article_id) references news.articles (tenant_id, id)
);

-- No row, no answer: an error, so that it must not be called for a row that is of another type.
create function news.teaser(article news.articles, length integer) returns text language plpgsql stable as $$
begin
    if article.body is null then
        raise exception 'There is no article.';
    end if;
    return left(article.body, length);
end $$;

revoke execute on all functions in schema news from public;
grant execute on all functions in schema news to :reader;

do $$
declare
    name text;
begin
    foreach name in array array['authors', 'articles', 'photos', 'notes'] loop
        execute format('alter table news.%I enable row level security, force row level security', name);
        execute format('create policy %I on news.%I as restrictive to public
            using (tenant_id = (select palisade.tenant_id()))', name || '_floor', name);
        execute format('create policy %I on news.%I to public using (%s)', name || '_own', name,
            case name when 'notes' then 'not is_hidden' else 'tenant_id = (select palisade.tenant_id())' end);
        execute format('grant select on news.%I to :reader', name);
    end loop;
end $$;

insert into news.authors
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8001-00000000000%s', t, n)::uuid,
    (array['Ada', 'Ben', 'Cleo', 'Dan'])[n + 2 * t - 2]
from generate_series(1, 2) as t, generate_series(1, 2) as n;

insert into news.articles
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8002-00000000000%s', t, n)::uuid,
    (array['Ice', 'Fire', 'Rain', 'Fog', 'Elm', 'Fern', 'Ivy', 'Oak'])[n + 4 * t - 4],
    (array['2026-03-01 08:00Z', null, '2026-03-01 08:00Z', '2026-03-02 08:00Z'])[n]::timestamptz, n % 2,
    case n when 1 then array['city', 'north'] else '{}' end, format('All about %s of %s.', n, t),
    case when n < 3 then format('c000000%s-0000-4000-8001-00000000000%s', t, n)::uuid end
from generate_series(1, 2) as t, generate_series(1, 4) as n;

insert into news.photos
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, t * 100 + n,
    (array['Dawn', 'Dusk', 'Noon', 'Arch', 'Bell', 'Cave'])[n + 3 * t - 3],
    (array['2026-03-01 08:00Z', '2026-03-03 08:00Z', '2026-02-27 08:00Z'])[n]::timestamptz, n % 2,
    case n when 2 then array['city'] else '{}' end, format('https://photos.example/%s/%s', t, n),
    case n when 1 then format('c000000%s-0000-4000-8001-000000000002', t)::uuid end
from generate_series(1, 2) as t, generate_series(1, 3) as n;

insert into news.notes
select a.tenant_id, a.id, n, format('Note %s on %s', n, a.title), n = 3
from news.articles as a, generate_series(1, 3) as n where a.rank = 1;
