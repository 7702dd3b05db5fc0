// SPDX-License-Identifier: Apache-2.0
//
// The same work as Palisade's, by the usual means of Node.js: graphql-js, node-pg with a pool, a transaction for each
// request that sets the context of row-level security, resolvers that join what the operation asks for in one statement a
// level. Debian: node-graphql, node-pg. Documents are parsed and validated once; statements are prepared.
//
//   node server.cjs    PORT, DATABASE_URL, JWT_SECRET, WORKERS, POOL (of each worker)
"use strict";
const cluster = require("node:cluster");
const crypto = require("node:crypto");
const http = require("node:http");

const workers = Number(process.env.WORKERS || 1);
if (cluster.isPrimary && workers > 1) {
    for (let number = 0; number < workers; number++) cluster.fork();
    for (const signal of ["SIGTERM", "SIGINT"]) {
        process.on(signal, () => {
            for (const worker of Object.values(cluster.workers)) worker.kill();
            process.exit(0);
        });
    }
} else {
    serve();
}

function serve() {
    const { buildSchema, execute, parse, validate } = require("graphql");
    const { Pool } = require("pg");

    const schema = buildSchema(`
        type Query {
            trainingSession(id: ID!): TrainingSession
            trainingSessions(first: Int!, orderBy: [TrainingSessionOrderBy!]): TrainingSessionConnection!
            trainees(first: Int!, orderBy: [TraineeOrderBy!]): TraineeConnection!
        }
        enum OrderDirection { ASC DESC }
        input TrainingSessionOrderBy { startedAt: OrderDirection }
        input TraineeOrderBy { fullName: OrderDirection }
        type TrainingSessionConnection { nodes: [TrainingSession!]! }
        type TraineeConnection { nodes: [Trainee!]! }
        type TrainingSession {
            id: ID!  title: String!  status: String!  startedAt: String!
            trainee: Trainee  analytics: SessionAnalytics  participants: [SessionParticipant!]!
        }
        type Trainee {
            id: ID!  fullName: String!  team: String
            sessions(first: Int!, orderBy: [TrainingSessionOrderBy!]): TrainingSessionConnection!
        }
        type SessionAnalytics { overallScore: Int  talkTimeRatio: Float  sentimentScore: Float }
        type SessionParticipant { id: ID!  kind: String!  displayName: String!  talkTimeSeconds: Int }
    `);
    const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL || 8) });
    const documents = new Map();

    const sessionWithRelations = (from, order) => `
        select s.id, s.title, s.status, s.started_at, t.id as trainee_id, t.full_name, t.team, a.session_id,
               a.overall_score, a.talk_time_ratio, a.sentiment_score
        from ${from} as s
        left join training.trainees as t on t.id = s.trainee_id
        left join training.session_analytics as a on a.session_id = s.id ${order}`;
    const statements = {
        session: sessionWithRelations("training.sessions", "where s.id = $1"),
        sessions: sessionWithRelations(`(select id, title, status, started_at, trainee_id from training.sessions
            order by started_at desc, id desc limit $1)`, "order by s.started_at desc, s.id desc"),
        trainees: "select id, full_name, team from training.trainees order by full_name, id limit $1",
        sessionsOf: `select t.id as trainee_id, s.id, s.title, s.status, s.started_at
            from unnest($1::uuid[]) as t (id)
            cross join lateral (select id, title, status, started_at from training.sessions
                                where trainee_id = t.id order by started_at desc, id desc limit $2) as s`,
        participantsOf: `select session_id, id, kind, display_name, talk_time_seconds
            from training.session_participants where session_id = any ($1::uuid[]) order by id`,
    };
    const query = (context, name, values) => context.client.query({ name, text: statements[name], values });

    const sessionOf = (row) => ({
        id: row.id, title: row.title, status: row.status.toUpperCase(), startedAt: row.started_at.toISOString(),
        trainee: row.trainee_id && { id: row.trainee_id, fullName: row.full_name, team: row.team },
        analytics: row.session_id && {
            overallScore: row.overall_score, talkTimeRatio: row.talk_time_ratio, sentimentScore: row.sentiment_score,
        },
    });
    const grouped = (rows, key) => {
        const groups = new Map();
        for (const row of rows) {
            const group = groups.get(row[key]);
            if (group) group.push(row);
            else groups.set(row[key], [row]);
        }
        return groups;
    };

    const root = {
        async trainingSession({ id }, context) {
            const { rows } = await query(context, "session", [id]);
            return rows.length ? sessionOf(rows[0]) : null;
        },
        async trainingSessions({ first }, context) {
            const { rows } = await query(context, "sessions", [first]);
            return { nodes: rows.map(sessionOf) };
        },
        // One statement for each level, for all parents together.
        async trainees({ first }, context) {
            const { rows } = await query(context, "trainees", [first]);
            const ids = rows.map((row) => row.id);
            let sessions;
            const sessionsOf = (count) => (sessions ??= (async () => {
                const found = (await query(context, "sessionsOf", [ids, count])).rows;
                const voices = grouped(
                    (await query(context, "participantsOf", [found.map((row) => row.id)])).rows, "session_id");
                return grouped(found.map((row) => ({
                    key: row.trainee_id, id: row.id, title: row.title, status: row.status.toUpperCase(),
                    startedAt: row.started_at.toISOString(),
                    participants: (voices.get(row.id) || []).map((voice) => ({
                        id: voice.id, kind: voice.kind.toUpperCase(), displayName: voice.display_name,
                        talkTimeSeconds: voice.talk_time_seconds,
                    })),
                })), "key");
            })());
            return {
                nodes: rows.map((row) => ({
                    id: row.id, fullName: row.full_name, team: row.team,
                    sessions: async ({ first: count }) => ({ nodes: (await sessionsOf(count)).get(row.id) || [] }),
                })),
            };
        },
    };

    function claimsOf(request) {
        const token = (request.headers.authorization || "").replace(/^Bearer /, "");
        const [head, body, signature] = token.split(".");
        const expected = crypto.createHmac("sha256", process.env.JWT_SECRET).update(`${head}.${body}`).digest();
        if (!signature || !crypto.timingSafeEqual(expected, Buffer.from(signature, "base64url"))) throw new Error("token");
        const claims = JSON.parse(Buffer.from(body, "base64url"));
        if (claims.exp < Date.now() / 1000) throw new Error("token");
        return claims;
    }

    function documentOf(source) {
        let document = documents.get(source);
        if (!document) {
            document = parse(source);
            const errors = validate(schema, document);
            if (errors.length) throw errors[0];
            if (documents.size < 1000) documents.set(source, document);
        }
        return document;
    }

    async function answer(request, body) {
        const claims = claimsOf(request);
        const { query: source, variables } = JSON.parse(body);
        const document = documentOf(source);
        const client = await pool.connect();
        try {
            await client.query("begin read only");
            await client.query({
                name: "context",
                text: `select set_config('role', 'palisade_' || $1, true), set_config('request.jwt.claims', $2, true),
                    set_config('palisade.tenant_id', $3, true), set_config('palisade.user_id', $4, true),
                    set_config('statement_timeout', '5000', true)`,
                values: [claims.role, JSON.stringify(claims), claims.tenant_id, claims.sub],
            });
            await client.query({ name: "enter", text: "select palisade.enter()" });
            const result = await execute({
                schema, document, rootValue: root, contextValue: { client }, variableValues: variables });
            await client.query("commit");
            return JSON.stringify(result);
        } catch (error) {
            await client.query("rollback");
            throw error;
        } finally {
            client.release();
        }
    }

    http.createServer((request, response) => {
        const parts = [];
        request.on("data", (part) => parts.push(part));
        request.on("end", async () => {
            let status = 200;
            let text;
            try {
                text = await answer(request, Buffer.concat(parts));
            } catch (error) {
                status = 400;
                text = JSON.stringify({ errors: [{ message: error.message }] });
            }
            response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
            response.end(text);
        });
    }).listen(Number(process.env.PORT), "127.0.0.1");
}
