// SPDX-License-Identifier: Apache-2.0

import Mapping
import Testing

/// What `schema init` calls relations, enums and fields.
@Suite struct SchemaDraftNamesTests {
    private func text(of script: String) async throws -> String {
        try await SchemaDraftTests().draft(of: script, mutations: true).text
    }

    @Test func `a reference is called in the words of its column, which stays a field`() async throws {
        let text = try await text(
            of: """
                create table public.users (id int primary key);
                create table public.currencies (code text primary key);
                create table public.comments (
                    id int primary key, body text not null, reply_to int references public.comments,
                    created_by int not null references public.users, updated_by int references public.users,
                    "ownerId" int references public.users, users int references public.users);
                create table public.accounts (
                    book int, code text, name text, parent_code text, primary key (book, code),
                    foreign key (book, parent_code) references public.accounts (book, code));
                create table public.rates (
                    base text references public.currencies, quote text references public.currencies, rate float8,
                    primary key (base, quote));
                create table public.journals (
                    year int, serial int, memo text, reversal_of_year int, reversal_of_serial int, primary key (year, serial),
                    foreign key (reversal_of_year, reversal_of_serial) references public.journals);
                """)
        for line in [
            #"  replyTo: Comment @relation(column: "reply_to")"#, #"  replyToId: ID @column(name: "reply_to")"#,
            #"  comments: [Comment!]! @relation(foreignColumn: "reply_to") @connection"#,
            #"  createdBy: User @relation(column: "created_by", required: true)"#,
            #"  createdById: ID! @column(name: "created_by")"#,
            #"  updatedBy: User @relation(column: "updated_by")"#, #"  owner: User @relation(column: "ownerId")"#,
            #"  commentsByCreatedBy: [Comment!]! @relation(foreignColumn: "created_by") @connection"#,
            #"  parent: Account @relation(column: "parent_code")"#,
            #"  baseCurrency: Currency @relation(column: "base", required: true)"#,
            #"  quoteCurrency: Currency @relation(column: "quote", required: true)"#,
            #"  reversalOf: Journal @relation(column: "reversal_of_year")"#,
        ] {
            #expect(text.contains(line + "\n"), "\(line)\n\(text)")
        }
    }

    @Test func `the tenant is no input, though its row can be read`() async throws {
        let text = try await text(
            of: """
                create function public.shop() returns int language sql stable
                    return nullif(current_setting('app.shop', true), '')::int;
                create table public.shops (id int primary key, name text not null);
                create table public.goods (
                    shop_id int not null references public.shops, id int, name text not null, primary key (shop_id, id));
                create table public.bills (
                    shop int not null default public.shop() references public.shops, id int, total int,
                    primary key (shop, id));
                alter table public.goods enable row level security, force row level security;
                alter table public.bills enable row level security, force row level security;
                create policy floor on public.goods as restrictive using (shop_id = (select public.shop()));
                create policy floor on public.bills as restrictive using (shop = (select public.shop()));
                """)
        #expect(text.contains("  shop: Shop @relation(column: \"shop_id\") @readOnly\n"), "\(text)")
        #expect(text.contains("  shop: Shop @relation(column: \"shop\") @readOnly\n"), "\(text)")
        #expect(!text.contains("shopId") && text.contains("  createGood: Good @insert"), "\(text)")
    }

    @Test func `columns of one enum type share its enum, but where its name is taken`() async throws {
        let text = try await text(
            of: """
                create type public.priority as enum ('low', 'high');
                create type public.mood as enum ('calm');
                create type public.task_filter as enum ('all');
                create schema app;
                create table app.mood (id int primary key);
                create table public.tasks (
                    id int primary key, priority public.priority, urgency public.priority, mood public.mood,
                    shown public.task_filter);
                create table public.plans (id int primary key, priority public.priority not null);
                """)
        #expect(text.matches(of: /enum \w+ \{\n  LOW/).count == 1, "\(text)")
        for line in [
            "  priority: Priority\n", "  urgency: Priority\n", "  priority: Priority!\n", "  mood: TaskMood\n",
            "  shown: TaskShown\n",
        ] {
            #expect(text.contains(line), "\(line)\(text)")
        }
    }

    @Test func `names of tables and columns in mixed case become names of fields`() async throws {
        let text = try await text(
            of: """
                create table public."User" ("Id" int primary key, "FirstName" text, "URL" text, "rowVersion" int not null);
                create table public."Post" (id int primary key, "AuthorId" int not null references public."User");
                """)
        for line in [
            #"  id: ID! @column(name: "Id")"#, #"  firstName: String @column(name: "FirstName")"#,
            #"  rowVersion: Int! @column(name: "rowVersion") @version"#, #"  post: [Post!]! @relation("#,
            #"  author: User @relation(column: "AuthorId", required: true)"#,
        ] {
            #expect(text.contains(line), "\(line)\n\(text)")
        }
        #expect(text.contains(#"URL: String @column(name: "URL")"#), "\(text)")
    }

    @Test func `what the database makes of a key of several parts is no input`() async throws {
        let text = try await text(
            of: """
                create table public.rooms (
                    site int, id uuid default gen_random_uuid(), name text, primary key (site, id));
                create table public.beds (
                    site int, id int generated by default as identity, name text, primary key (site, id));
                """)
        #expect(text.matches(of: /site: ID!\n  id: ID! @readOnly\n/).count == 2, "\(text)")
    }

    @Test func `a table without a primary key is found by a unique key, or not at all`() async throws {
        let text = try await text(
            of: """
                create table public.staged (id int, line text);
                create table public.numbered (id int not null unique, code text not null unique);
                create table public.coded (id int, code text not null unique, line text, number int unique);
                """)
        for line in [
            "  stagedList: [Staged!]! @limit(default: 50, max: 500)", "  numbered: Numbered @find",
            "  coded: Coded @find",
            #"type Coded @table(name: "public.coded", key: ["code"]) {"#, "  createCoded: Coded @insert",
        ] {
            #expect(text.contains(line + "\n"), "\(line)\n\(text)")
        }
        #expect(!text.contains("staged: ") && !text.contains("createStaged"), "\(text)")
    }
}
