// SPDX-License-Identifier: Apache-2.0
// Relay's store over the API: pages of a connection, rows by their ids, errors.
//
//     node relay.mjs NODE_MODULES DEV_JSON
//
// Relay's compiler is a program of npm alone. What it would write for
//
//     query PageQuery($first: Int!, $after: String) {
//       trainingSessions(first: $first, after: $after, orderBy: [{startedAt: DESC}])
//         @connection(key: "Page_trainingSessions") { edges { node { id title trainee { fullName } } } }
//     }
//
// is written here by hand: it adds `__typename`, `cursor`, `pageInfo` and ids.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [modules, development] = process.argv.slice(2);
const { Environment, Network, RecordSource, Store, commitMutation, createOperationDescriptor, fetchQuery } =
    await import(resolve(modules, "relay-runtime/index.js"));
const { url, identities } = JSON.parse(readFileSync(development));
const token = identities.find(({ name }) => name.startsWith("Harbor & Pine admin")).token;

const scalar = (name) => ({ alias: null, args: null, kind: "ScalarField", name, storageKey: null });
const linked = (name, concreteType, selections, further = {}) => ({
    alias: null, args: null, concreteType, kind: "LinkedField", name, plural: false, selections, storageKey: null,
    ...further,
});
const variables = ["first", "after"].map((name) => ({ defaultValue: null, kind: "LocalArgument", name }));
const order = { kind: "Literal", name: "orderBy", value: [{ startedAt: "DESC" }] };
const paging = ["after", "first"].map((name) => ({ kind: "Variable", name, variableName: name }));
const edges = linked("edges", "TrainingSessionEdge", [
    linked("node", "TrainingSession", [
        scalar("id"), scalar("title"), linked("trainee", "Trainee", [scalar("fullName"), scalar("id")]),
        scalar("__typename"),
    ]),
    scalar("cursor"),
], { plural: true });
const pageInfo = linked("pageInfo", "PageInfo", [scalar("endCursor"), scalar("hasNextPage")]);
const key = "Page_trainingSessions";

const PageQuery = {
    fragment: {
        argumentDefinitions: variables, kind: "Fragment", metadata: null, name: "PageQuery", type: "Query", abstractKey: null,
        selections: [linked(`__${key}_connection`, "TrainingSessionConnection", [edges, pageInfo],
            { alias: "trainingSessions", args: [order] })],
    },
    kind: "Request",
    operation: {
        argumentDefinitions: variables, kind: "Operation", name: "PageQuery",
        selections: [
            linked("trainingSessions", "TrainingSessionConnection", [edges, pageInfo], { args: [...paging, order] }),
            { alias: null, args: [...paging, order], filters: ["orderBy"], handle: "connection", key, kind: "LinkedHandle",
                name: "trainingSessions" },
        ],
    },
    params: {
        cacheID: "page", id: null, metadata: {}, name: "PageQuery", operationKind: "query",
        text: `query PageQuery(
  $first: Int!
  $after: String
) {
  trainingSessions(first: $first, after: $after, orderBy: [{startedAt: DESC}]) {
    edges {
      node {
        id
        title
        trainee {
          fullName
          id
        }
        __typename
      }
      cursor
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
`,
    },
};

const UpdateMutation = {
    fragment: { argumentDefinitions: [], kind: "Fragment", metadata: null, name: "UpdateMutation", type: "Mutation",
        selections: [], abstractKey: null },
    kind: "Request",
    operation: {
        argumentDefinitions: [{ defaultValue: null, kind: "LocalArgument", name: "id" },
            { defaultValue: null, kind: "LocalArgument", name: "input" }],
        kind: "Operation", name: "UpdateMutation",
        selections: [linked("updateTrainingSession", "TrainingSessionUpdatePayload", [
            linked("trainingSession", "TrainingSession", [scalar("id"), scalar("title")]),
        ], { args: ["id", "input"].map((name) => ({ kind: "Variable", name, variableName: name })) })],
    },
    params: {
        cacheID: "update", id: null, metadata: {}, name: "UpdateMutation", operationKind: "mutation",
        text: `mutation UpdateMutation($id: ID!, $input: TrainingSessionUpdateInput!) {
  updateTrainingSession(id: $id, input: $input) { trainingSession { id title } }
}
`,
    },
};

const environment = new Environment({
    network: Network.create(async ({ text, name }, variables) => {
        const response = await fetch(`${url}/graphql`, {
            method: "POST",
            headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
            body: JSON.stringify({ query: text, operationName: name, variables }),
        });
        return response.json();
    }),
    store: new Store(new RecordSource()),
});
const fetchPage = (variables) => fetchQuery(environment, PageQuery, variables).toPromise();
const shown = () => environment.lookup(createOperationDescriptor(PageQuery, { first: 3 }).fragment).data.trainingSessions;

// Two pages become one connection.
await fetchPage({ first: 3 });
assert.equal(shown().edges.length, 3);
await fetchPage({ first: 3, after: shown().pageInfo.endCursor });
const { edges: six } = shown();
assert.equal(new Set(six.map(({ node }) => node.id)).size, 6);
assert.equal(shown().pageInfo.hasNextPage, true);

// A row is one record, whatever led to it: what a mutation answers is seen in the connection.
const { node: first } = six[0];
assert.equal(environment.getStore().getSource().get(first.id).title, first.title);
const update = (title) => new Promise((resolve, reject) => {
    commitMutation(environment, {
        mutation: UpdateMutation, variables: { id: first.id, input: { title } }, onError: reject,
        onCompleted: (_, errors) => (errors ? reject(errors) : resolve()),
    });
});
await update("Seen at once");
assert.equal(shown().edges[0].node.title, "Seen at once");
await update(first.title);

// An error without data is thrown, with what the API said.
await assert.rejects(fetchPage({ first: 100_000 }), (error) =>
    error.source.errors[0].extensions.code === "LIMIT_EXCEEDED");
