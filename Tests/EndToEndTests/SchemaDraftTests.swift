// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import GraphQLLanguage
import GraphQLSchema
import Mapping
import Postgres
import SQL
import Testing

/// What `schema init` writes is an SDL, and fits the database that it was made from.
@Suite struct SchemaDraftTests {
    /// The draft, after it has been expanded and held against its own catalog.
    private func checked(
        _ catalog: Catalog, schemas: Set<String>? = nil, mutations: Bool = false
    ) throws -> SchemaDraft {
        let draft = SchemaDraft(of: catalog, schemas: schemas, mutations: mutations)
        do {
            let expanded = try ExpandedSchema([Parser.parse(Source(draft.text), limits: .schema)])
            _ = try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog)
        } catch {
            Issue.record("\(error)\n\(draft.text)")
        }
        return draft
    }

    func draft(of script: String, mutations: Bool = false) async throws -> SchemaDraft {
        try await TestDatabase.with(try await TestServer.shared) { database in
            try await database.run(script)
            return try checked(try await CatalogReader.read(database.connection), mutations: mutations)
        }
    }

    @Test func `the shipped application's database makes an SDL that fits it`() async throws {
        let draft = try checked(try await ServedApplication.shared.catalog)
        #expect(draft.text.contains("type Trainee @table(name: \"training.trainees\") {"))
        #expect(draft.text.contains("  trainees: [Trainee!]! @connection"))
        // The tenant's column is pinned by a policy, so that no client needs it.
        let trainee = try #require(draft.text.firstMatch(of: /type Trainee @table[^}]*}/)).output
        #expect(trainee.contains("pseudonym: String!") && !trainee.contains("tenantId"))
    }

    @Test func `a column that is called like what it refers to can be written`() async throws {
        try await TestDatabase.with(try await TestServer.shared) { database in
            try await database.run(
                """
                create table public.countries (code char(2) primary key, name text not null);
                create table public.customers (
                    id int generated always as identity primary key, name text not null,
                    country char(2) not null references public.countries);
                """)
            let catalog = try await CatalogReader.read(database.connection)
            let draft = SchemaDraft(of: catalog, schemas: nil, mutations: true)
            #expect(draft.text.contains("  countryCode: ID! @column(name: \"country\")\n"), "\(draft.text)")
            #expect(draft.text.contains("  country: Country @relation(column: \"country\""), "\(draft.text)")
            #expect(draft.text.contains("  createCustomer: Customer @insert"), "\(draft.text)")
            let expanded = try ExpandedSchema([Parser.parse(Source(draft.text), limits: .schema)])
            _ = try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog)
        }
    }

    @Test func `so can one whose name the relation by another column has`() async throws {
        let draft = try await draft(
            of: """
                create table public.teams (id int primary key, code text not null unique);
                create table public.members (
                    id int primary key, team int not null references public.teams (id),
                    team_code text references public.teams (code));
                """, mutations: true)
        #expect(draft.text.contains("  team: Team @relation(column: \"team_code\")\n"), "\(draft.text)")
        #expect(draft.text.contains("  teamId: ID! @column(name: \"team\")\n"), "\(draft.text)")
        #expect(draft.text.contains("  createMember: Member @insert"), "\(draft.text)")
    }

    @Test func `a key with a period is a key, and no relation`() async throws {
        let draft = try await draft(
            of: """
                create table public.rooms (
                    number int4range, during daterange, name text, primary key (number, during without overlaps));
                create table public.stays (
                    id int primary key, room int4range, nights daterange,
                    constraint stays_room_fkey foreign key (room, period nights) references public.rooms);
                """, mutations: true)
        #expect(draft.text.contains(#"type Room @table(name: "public.rooms", key: ["number", "during"])"#))
        #expect(draft.text.contains("  room: String\n"), "\(draft.text)")
        #expect(!draft.text.contains("@relation"), "\(draft.text)")
        #expect(
            draft.notes == [
                "public.stays: the key stays_room_fkey is no relation: with PERIOD it leads to no single row."
            ])
    }

    @Test func `a plain database is drafted as one would write it`() async throws {
        let draft = try await draft(
            of: """
                create table public.authors (id uuid primary key default gen_random_uuid(), name text not null);
                comment on table public.authors is 'Who writes.';
                create table public.books (
                    id          bigint generated always as identity primary key,
                    author_id   uuid not null references public.authors (id),
                    editor_id   uuid references public.authors (id),
                    status      text not null default 'draft' check (status in ('draft', 'in print')),
                    price       numeric,
                    tags        text[],
                    search      tsvector,
                    created_at  timestamptz not null default now()
                );
                """)
        #expect(
            draft.text == """
                # A first draft of what this database holds. Rename, reorder and take out as you like;
                # 'palisade validate' and 'palisade check' say what does not fit.

                "Who writes."
                type Author @table(name: "public.authors") {
                  id: ID!
                  name: String!
                  booksByAuthorId: [Book!]! @relation(foreignColumn: "author_id") @connection
                  booksByEditorId: [Book!]! @relation(foreignColumn: "editor_id") @connection
                }

                type Book
                  @table(name: "public.books")
                  # Name the text search configuration that 'search' is made with, and take the '#' away:
                  # @search(column: "search", config: "english")
                {
                  id: ID! @readOnly
                  status: BookStatus! @default
                  price: Decimal
                  tags: [String]
                  createdAt: DateTime! @default
                  author: Author @relation(column: "author_id", required: true)
                  editor: Author @relation(column: "editor_id")
                }

                enum BookStatus {
                  DRAFT
                  IN_PRINT @value(db: "in print")
                }

                type Query {
                  author: Author @find
                  authors: [Author!]! @connection
                  book: Book @find
                  books: [Book!]! @connection
                }

                """)
        #expect(draft.notes.isEmpty)
    }

    @Test func `odd names, composite keys, self-references, one-to-one and keyless tables fit too`() async throws {
        let draft = try await draft(
            of: """
                create schema "Odd Schema";
                create type public.mood as enum ('very happy', 'SAD');
                create table "Odd Schema"."Table.1" ("select" int, "Größe" text, "a""b" text, "and" text, primary key ("select"));
                create table public.categories (id int primary key, parent_id int references public.categories (id), mood public.mood);
                create table public.prices (shop int, item text, amount numeric(10, 2), valid daterange, primary key (shop, item));
                create table public.offers (id int primary key, shop int not null, item text not null,
                    foreign key (shop, item) references public.prices (shop, item));
                create table public.profiles (category_id int primary key references public.categories (id), bio text);
                create table public.log (line text);
                create table public.log_filter (id int primary key);
                create table public.query (id int primary key, "fooBar" int, foo_bar int);
                create view public.summary with (security_invoker) as select id from public.categories;
                create view public.unsafe as select id from public.categories;
                create materialized view public.stored as select 1 as id;
                """)
        #expect(draft.text.contains(#"@table(name: "\"Odd Schema\".\"Table.1\"", key: ["select"])"#))
        #expect(draft.text.contains(#"VERY_HAPPY @value(db: "very happy")"#))
        #expect(draft.text.contains(#"SAD @value(db: "SAD")"#))
        #expect(draft.text.contains(#"key: ["shop", "item"]"#))
        #expect(draft.text.contains("type QueryRow @table"))
        #expect(draft.text.contains("log: [Log!]! @limit") || draft.text.contains("logList: [Log!]! @limit"))
        #expect(draft.text.contains("type LogFilterRow @table"))
        #expect(draft.notes.contains("public.unsafe is left out: the view reads with its owner's rights (PA106)."))
        #expect(draft.notes.contains("public.stored is left out: it cannot have policies (PA107)."))
    }

    @Test func `relations are named after what tells their rows apart, not after the tenant`() async throws {
        // One permissive policy, as most write it: nothing pins the tenant's column.
        let draft = try await draft(
            of: """
                create table public.people (site int, id uuid, login text, primary key (site, id));
                create table public.pages (
                    site int, id bigint, parent_id bigint, next_id bigint, author_id uuid, editor_id uuid,
                    primary key (site, id), unique (site, next_id),
                    constraint parent foreign key (site, parent_id) references public.pages,
                    constraint next foreign key (site, next_id) references public.pages,
                    constraint author foreign key (site, author_id) references public.people,
                    constraint editor foreign key (site, editor_id) references public.people);
                create table public.versions (
                    site int, page_id bigint, number int, primary key (site, page_id, number),
                    foreign key (site, page_id) references public.pages);
                create table public.notes (
                    site int, page_id bigint, number int, text text, primary key (site, page_id, number),
                    foreign key (site, page_id, number) references public.versions);
                create policy own on public.notes using (site = 1);
                """)
        let page = try #require(draft.text.firstMatch(of: /type Page @table[^}]*}/)).output
        for line in [
            #"parent: Page @relation(column: "parent_id")"#, #"next: Page @relation(column: "next_id")"#,
            #"author: People @relation(column: "author_id")"#, #"editor: People @relation(column: "editor_id")"#,
            #"versions: [Version!]! @relation(foreignColumn: "page_id") @connection"#,
            #"pageByNextId: Page @relation(foreignColumn: "next_id")"#,
        ] {
            #expect(page.contains(line), "\(page)")
        }
        #expect(draft.text.contains(#"page: Version @relation(column: "page_id", required: true)"#))
    }

    @Test func `names that are their own plural, and schemas' names, are left as they are`() async throws {
        let draft = try await draft(
            of: """
                create schema cms;
                create table cms.series (id int primary key);
                create table cms.statuses (id int primary key);
                create table cms.news (id int primary key);
                create table public.news (id int primary key);
                """)
        for line in ["type Series @table", "type Status @table", "type CmsNews @table", "type PublicNews @table"] {
            #expect(draft.text.contains(line), "\(draft.text)")
        }
    }

    @Test func `what rows can be found by is drafted, with a comment where the choice is the author's`() async throws {
        let draft = try await draft(
            of: """
                create schema extensions;
                create extension vector with schema extensions;
                create extension pg_trgm with schema extensions;
                create table public.articles (
                    id         int primary key,
                    title      text not null,
                    body       text,
                    kind       text not null check (kind in ('news', 'essay')),
                    similarity real,
                    embedding  extensions.vector(3),
                    second     tsvector,
                    words      tsvector generated always as (setweight(to_tsvector('english', title), 'A')
                        || to_tsvector('english', coalesce(body, '') || kind)) stored
                );
                alter table public.articles drop column second, add column second tsvector;
                create index on public.articles using gin (title extensions.gin_trgm_ops);
                create index on public.articles using hnsw (embedding extensions.vector_l2_ops);
                create table public.notes (id int primary key, words tsvector, embedding extensions.halfvec(2));
                alter table public.notes enable row level security;
                create policy own on public.notes using (id > 0);
                create table public.keyless (embedding extensions.vector(3), line text);
                """)
        #expect(
            draft.text.contains(
                """
                type Article
                  @table(name: "public.articles", key: ["id"])
                  @search(column: "words", config: "english", headline: ["title", "body"])
                  # measure: WORD compares the words that fit best, which longer texts need.
                  @similar(column: "title")
                  # Say with dimensions: … how long the vectors are, so that others are refused at once.
                  # approximate: true lets the index be used, which may leave out rows that are near.
                  @nearest(column: "embedding", metric: EUCLIDEAN)
                {
                """), "\(draft.text)")
        #expect(draft.text.contains("  similarity2: Float @column(name: \"similarity\")"), "\(draft.text)")
        #expect(
            draft.text.contains(
                """
                  # Behind policies no index on 'words' is used, but in a function: @search(function: …).
                  # Name the text search configuration that 'words' is made with, and take the '#' away:
                  # @search(column: "words", config: "english")
                  # Say with dimensions: … how long the vectors are, so that others are refused at once.
                  @nearest(column: "embedding")
                {
                """), "\(draft.text)")
        #expect(
            draft.notes == [
                "public.articles.second is left out: no client reads tsvector.",
                "public.keyless.embedding is left out: no client reads vector.",
            ])
    }

    @Test func `a join table of references alone is a type, and nothing refers to what is left out`() async throws {
        let draft = try await draft(
            of: """
                create table public.posts (id bigint primary key);
                create table public.tags (id bigint primary key);
                create table public.posts_tags (
                    post_id bigint not null references public.posts, tag_id bigint not null references public.tags);
                create table public.blobs (content bytea unique);
                create table public.files (id bigint primary key, content bytea references public.blobs (content));
                create table public.shapes (points int[] primary key);
                create table public.notes (id bigint primary key, post_id bigint not null default 1 references public.posts);
                """)
        #expect(
            draft.text.contains(
                """
                type PostsTag @table(name: "public.posts_tags") {
                  post: Post @relation(column: "post_id", required: true)
                  tag: Tag @relation(column: "tag_id", required: true)
                }
                """))
        #expect(draft.text.contains("  postsTags: [PostsTag!]! @limit(default: 50, max: 500)"))
        #expect(!draft.text.contains("Blob"))
        #expect(draft.notes.contains("public.blobs is left out: it has no column that can be served."))
        #expect(draft.text.contains("  points: [Int]!"))
        // Who makes a note need not say of which post.
        #expect(draft.text.contains("  post: Post @relation(column: \"post_id\")\n"))
    }

    @Test func `only the schemas that are asked for are drafted`() async throws {
        let catalog = try await ServedApplication.shared.catalog
        let draft = try checked(catalog, schemas: ["core"])
        #expect(draft.text.contains("core.users") && !draft.text.contains("training."))
    }
}
