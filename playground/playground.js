// SPDX-License-Identifier: Apache-2.0
// GraphiQL with people to be, ready-made operations, links to share, the answer's SQL, cost and timing. Without
// GraphiQL, a plain editor that does the same.
import { frame } from "/playground/frame.js";
import { beginning, refusal, trouble, unanswered } from "/playground/parts.js";
import {
    ask, become, choosePerson, element, explain, identities, operationLink, readyMade, shareLink,
} from "/playground/session.js";
import { costAndTiming } from "/playground/timing.js";

const editor = document.getElementById("editor");
const status = document.getElementById("status");
const notice = document.getElementById("notice");
let person = { name: "", token: null };
/** What was run in this tab, the newest first, for the panels that tell more of it. */
const runs = [];
const listeners = new Set();

const introspects = (request) => /\b__schema\b/.test(request.query);

async function run(request, headers) {
    const { result, ...told } = await ask(request, person.token, { "Palisade-Cost": "1", ...headers });
    if (!introspects(request)) {
        status.textContent = `${Math.round(told.milliseconds)} ms as ${person.name}`;
        runs.unshift({ request, token: person.token, cost: result.extensions?.cost, ...told });
        runs.length = Math.min(runs.length, 20);
        for (const listener of listeners) listener();
    }
    return result;
}

// ---- Links

function fromLink() {
    try {
        const bytes = Uint8Array.from(atob(location.hash.slice(1)), (letter) => letter.charCodeAt(0));
        const shared = JSON.parse(new TextDecoder().decode(bytes));
        return typeof shared.query === "string" ? shared : null;
    } catch {
        return null;
    }
}

async function share(current) {
    status.textContent = await shareLink(operationLink(current), "the operation");
}

function fillReady(operations, chosen) {
    const select = document.getElementById("ready");
    const products = [...new Set(operations.map((operation) => operation.product))];
    select.replaceChildren(
        new Option("a ready-made operation …", ""),
        ...products.map((product) => element(
            "optgroup", { label: product },
            ...operations.flatMap((operation, index) =>
                operation.product === product ? [new Option(operation.name, String(index))] : []))));
    select.addEventListener("change", () => {
        const operation = operations[Number(select.value)];
        if (select.value !== "" && operation) chosen(operation);
    });
}

// ---- The panel with SQL and plan

function explanation(answer) {
    if (answer === null) return [element("p", {},
        "This server does not explain operations: only `palisade dev` does.")];
    if (answer.errors) return answer.errors.map((error) => element("p", { className: "bad" }, error.message));
    if (answer.statements.length === 0) return [element("p", {}, "The operation needs nothing of the database.")];
    return answer.statements.flatMap((statement) => [
        element("h3", {}, statement.field),
        element("pre", { tabIndex: 0 }, statement.sql),
        ...(statement.parameters.length === 0 ? [] : [
            element("pre", { tabIndex: 0 }, statement.parameters
                .map((value, index) => `$${index + 1} = ${JSON.stringify(value)}`).join("\n")),
        ]),
        element("pre", { tabIndex: 0 }, statement.plan.join("\n")),
    ]);
}

async function showPlan(place) {
    const [last] = runs;
    if (!last) {
        place.replaceChildren(element("p", {}, "Run an operation first."));
        return;
    }
    place.replaceChildren(element("p", {}, "Asking …"));
    // Where there is nobody to be, it is no server for development, and it explains nothing.
    place.replaceChildren(...explanation(people.length > 0 ? await explain(last.request, last.token) : null));
}

const showTiming = (place) => place.replaceChildren(...costAndTiming(runs));

// ---- GraphiQL

/** A tab of GraphiQL that is filled anew with each run. */
function panel(title, drawing, fill) {
    const { createElement: h, useEffect, useRef } = React;
    return {
        title,
        icon: () => h("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 2 },
            ...drawing.map(([name, properties]) => h(name, properties))),
        content: () => {
            const place = useRef(null);
            useEffect(() => {
                const listener = () => fill(place.current);
                listeners.add(listener);
                listener();
                return () => listeners.delete(listener);
            }, []);
            return h("div", { className: "plan" },
                h("div", { className: "graphiql-doc-explorer-title" }, title), h("div", { ref: place }));
        },
    };
}

const cylinder = [["ellipse", { cx: 12, cy: 5, rx: 8, ry: 3 }],
    ["path", { d: "M4 5v14c0 4 16 4 16 0V5M4 12c0 4 16 4 16 0" }]];
const clock = [["circle", { cx: 12, cy: 12, r: 9 }], ["path", { d: "M12 6v6l4 3" }]];

function startGraphiQL(first, operations, people) {
    const { createElement: h, useState } = React;
    const panels = [panel("SQL and plan", cylinder, showPlan), panel("Cost and timing", clock, showTiming)];
    const controls = {};
    // Without an answer GraphiQL would show the browser's words, and a schema that it could not read it would miss for ever.
    const fetcher = async (request, options) => {
        try {
            return await run(request, options?.headers);
        } catch (error) {
            if (introspects(request)) tellThatTheSchemaIsMissing(error);
            else status.textContent = "No answer";
            return { errors: [{ message: unanswered(error) }] };
        }
    };

    function tellThatTheSchemaIsMissing(error) {
        notice.replaceChildren(trouble(error, () => {
            notice.replaceChildren();
            controls.anew();
        }));
    }

    function Playground() {
        const [query, setQuery] = useState(first.query);
        const [variables, setVariables] = useState(first.variables);
        // Another person may see another schema: with another key GraphiQL reads it anew.
        const [version, setVersion] = useState(0);
        Object.assign(controls,
            { query, variables, setQuery, setVariables, anew: () => setVersion((last) => last + 1) });
        const explorer = GraphiQLPluginExplorer.useExplorerPlugin({ query, onEdit: setQuery, showAttribution: false });
        return h(GraphiQL, {
            key: version, fetcher, plugins: [explorer, ...panels], query, variables, onEditQuery: setQuery,
            onEditVariables: setVariables, shouldPersistHeaders: false, defaultEditorToolsVisibility: "variables",
        });
    }

    // React 17, which comes with GraphiQL.
    ReactDOM.render(h(Playground), editor);
    choosePerson(document.getElementById("person"), people, (chosen) => {
        person = chosen;
        controls.anew();
    });
    fillReady(operations, (operation) => {
        controls.setQuery(operation.query);
        controls.setVariables(JSON.stringify(operation.variables ?? {}, null, 2));
        become(document.getElementById("person"), operation.person);
        controls.anew();
    });
    document.getElementById("share").addEventListener("click", () => share(controls));
}

// ---- Without GraphiQL

function startPlain(first, operations, people) {
    const query = element("textarea", { value: first.query, ariaLabel: "Operation", spellcheck: false });
    const variables = element("textarea", { value: first.variables, ariaLabel: "Variables", spellcheck: false });
    variables.style.minHeight = "4rem";
    const answer = element("pre", { tabIndex: 0, ariaLabel: "Answer" });
    const told = element("div", {});
    const [plan, timing] = [element("div", { className: "plan" }), element("div", { className: "plan" })];
    listeners.add(() => showPlan(plan));
    listeners.add(() => showTiming(timing));
    const send = async () => {
        told.replaceChildren();
        let given = {};
        try {
            if (variables.value.trim()) given = JSON.parse(variables.value);
        } catch (error) {
            told.append(refusal([{ message: `The variables are no JSON: ${error.message}.` }]));
            return;
        }
        try {
            answer.textContent = JSON.stringify(await run({ query: query.value, variables: given }), null, 2);
        } catch (error) {
            told.append(trouble(error));
        }
    };
    const button = element("button", { type: "button", className: "main", onclick: send }, "Run");
    editor.replaceChildren(element("div", { className: "plain" },
        element("p", { className: "note" }, "GraphiQL is not installed: ", element("code", {}, "make setup"),
            " gets it, where Palisade was built. This editor does without."),
        query, variables, element("div", {}, button), told, answer, timing, plan));
    choosePerson(document.getElementById("person"), people, (chosen) => { person = chosen; });
    fillReady(operations, (operation) => {
        become(document.getElementById("person"), operation.person);
        query.value = operation.query;
        variables.value = JSON.stringify(operation.variables ?? {}, null, 2);
        send();
    });
    document.getElementById("share").addEventListener(
        "click", () => share({ query: query.value, variables: variables.value }));
}

frame();
const [people, operations] = await beginning(notice, () => Promise.all([identities(), readyMade()]));
const fallback = { query: "{\n  __typename\n}\n", variables: "{}" };
const begin = operations[0]
    ? { query: operations[0].query, variables: JSON.stringify(operations[0].variables ?? {}, null, 2) } : fallback;
const first = fromLink() ?? begin;
if (window.GraphiQL && window.React) startGraphiQL(first, operations, people);
else startPlain(first, operations, people);
