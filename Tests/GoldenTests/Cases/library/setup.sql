-- SPDX-License-Identifier: Apache-2.0
-- A library of two tenants: keys of several columns and kinds, people who wrote books together, and people who follow
-- each other. What the golden cases of this folder are planned for and run on. `:reader` is the role that requests run
-- as.

create schema palisade;
create function palisade.tenant_id() returns uuid language sql stable
    return nullif(current_setting('palisade.tenant_id', true), '')::uuid;
grant usage on schema palisade to :reader;

create schema library;
grant usage on schema library to :reader;

create table library.books (
    tenant_id uuid    not null,
    id        uuid    not null,
    title     text    not null,
    pages     integer not null,
    constraint books_pkey primary key (tenant_id, id),
    constraint books_title_key unique (tenant_id, title)
);

create table library.people (
    tenant_id   uuid   not null,
    id          bigint not null,
    given_name  text   not null,
    family_name text   not null,
    constraint people_pkey primary key (tenant_id, id)
);

create table library.copies (
    tenant_id uuid    not null,
    book_id   uuid    not null,
    number    integer not null,
    shelf     text,
    constraint copies_pkey primary key (tenant_id, book_id, number),
    constraint copies_book_fkey foreign key (tenant_id, book_id) references library.books (tenant_id, id)
);

-- Who wrote a book. A secret authorship is a row that nobody sees.
create table library.authorships (
    tenant_id uuid    not null,
    book_id   uuid    not null,
    person_id bigint  not null,
    is_secret boolean not null default false,
    constraint authorships_pkey primary key (tenant_id, book_id, person_id),
    constraint authorships_book_fkey foreign key (tenant_id, book_id) references library.books (tenant_id, id),
    constraint authorships_person_fkey foreign key (tenant_id, person_id) references library.people (tenant_id, id)
);
create index authorships_person_idx on library.authorships (tenant_id, person_id);

-- Two references to one table: which is meant, the author says.
create table library.follows (
    tenant_id   uuid   not null,
    follower_id bigint not null,
    followee_id bigint not null,
    constraint follows_pkey primary key (tenant_id, follower_id, followee_id),
    constraint follows_follower_fkey foreign key (tenant_id, follower_id) references library.people (tenant_id, id),
    constraint follows_followee_fkey foreign key (tenant_id, followee_id) references library.people (tenant_id, id)
);
create index follows_followee_idx on library.follows (tenant_id, followee_id);

-- What functions make of a row.
create function library.full_name(person library.people) returns text language sql immutable
    return person.given_name || ' ' || person.family_name;

create function library.initials(person library.people, separator text default '') returns text language sql immutable
    return left(person.given_name, 1) || separator || left(person.family_name, 1);

-- Reads other rows, as who asks.
create function library.book_count(person library.people) returns bigint language sql stable
begin atomic
    select count(*) from library.authorships as a where a.person_id = person.id;
end;

-- No row, no answer: an error, so that it must not be called for a row that is not there.
create function library.spine(book library.books) returns text[] language plpgsql stable as $$
begin
    if book.title is null then
        raise exception 'There is no book.';
    end if;
    return string_to_array(book.title, ' ');
end $$;

create function library.heft(book library.books) returns text language plpgsql stable as $$
begin
    if book.pages is null then
        raise exception 'There is no book.';
    end if;
    return case when book.pages > 250 then 'thick' else 'thin' end;
end $$;

create function library.spine(copy library.copies) returns text language sql stable return copy.shelf;

revoke execute on all functions in schema library from public;
grant execute on all functions in schema library to :reader;

do $$
declare
    name text;
begin
    foreach name in array array['books', 'people', 'copies', 'authorships', 'follows'] loop
        execute format('alter table library.%I enable row level security, force row level security', name);
        execute format('create policy %I on library.%I as restrictive to public
            using (tenant_id = (select palisade.tenant_id()))', name || '_floor', name);
        execute format('create policy %I on library.%I to public using (%s)', name || '_own', name,
            case name when 'authorships' then 'not is_secret' else 'tenant_id = (select palisade.tenant_id())' end);
        execute format('grant select on library.%I to :reader', name);
    end loop;
end $$;

insert into library.books
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, format('c000000%s-0000-4000-8003-00000000000%s', t, n)::uuid,
    (array['Of Bells', 'Of Doors', 'Of Gears'])[n], n * 100 + t - 1
from generate_series(1, 2) as t, generate_series(1, 3) as n;

insert into library.people
select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, t * 100 + n,
    (array['Ada', 'Ben', 'Cleo', 'Dan'])[n], (array['Quill', 'Rook', 'Stone', 'Tarn', 'Umber', 'Vale', 'Wick', 'Yew'])[n + 4 * t - 4]
from generate_series(1, 2) as t, generate_series(1, 4) as n;

insert into library.copies
select b.tenant_id, b.id, n, case n when 1 then 'A' end
from library.books as b, generate_series(1, 2) as n where b.pages < 300;

insert into library.authorships
select b.tenant_id, b.id, p.id, b.pages / 100 = 2 and p.id % 100 = 3
from library.books as b join library.people as p using (tenant_id)
where (b.pages / 100, p.id % 100) in ((1, 1), (1, 2), (2, 2), (2, 3), (3, 1));

insert into library.follows
select p.tenant_id, p.id, q.id
from library.people as p join library.people as q using (tenant_id)
where (p.id % 100, q.id % 100) in ((1, 2), (1, 3), (2, 1), (4, 1));
