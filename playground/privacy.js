// SPDX-License-Identifier: Apache-2.0
// The console for requests under data protection law. Tabs ask for what they show when they are opened; nothing here
// decides who may do what.
import { frame } from "/playground/frame.js";
import { beginning } from "/playground/parts.js";
import { askData, choosePerson, element, fetchAs, identities, rememberPerson } from "/playground/session.js";
import { aboutMe } from "/playground/privacy/me.js";
import { auditLog } from "/playground/privacy/audit.js";
import { holds } from "/playground/privacy/holds.js";
import { people } from "/playground/privacy/people.js";
import { requests } from "/playground/privacy/requests.js";
import { retention } from "/playground/privacy/retention.js";
import { showing } from "/playground/privacy/common.js";

const tabs = [
    { id: "people", name: "People", open: people },
    { id: "requests", name: "Requests", open: requests },
    { id: "audit", name: "Audit log", open: auditLog },
    { id: "holds", name: "Holds", open: holds },
    { id: "retention", name: "Retention", open: retention },
    { id: "me", name: "About me", open: aboutMe },
];

const panel = document.getElementById("panel");
/** Who asks: {person, zone, queries, mutations, data(query, variables), fetch(path)}. */
let session = null;
/** Ends what an open tab goes on doing, such as asking how far something is. */
let closing = new AbortController();

function select(id, state = {}) {
    closing.abort();
    closing = new AbortController();
    const tab = tabs.find((tab) => tab.id === id) ?? tabs[0];
    for (const button of document.querySelectorAll("[role=tab]")) {
        const selected = button.id === `tab-${tab.id}`;
        button.setAttribute("aria-selected", String(selected));
        button.tabIndex = selected ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${tab.id}`);
    history.replaceState(null, "", `#${new URLSearchParams({ tab: tab.id, person: session.person.name })}`);
    const place = element("div", { className: "tab" });
    panel.replaceChildren(place);
    const context = { ...session, signal: closing.signal, go: select, say };
    showing(place, () => tab.open(place, context, state), () => select(id, state));
}

function say(text) {
    document.getElementById("status").textContent = text;
}

function makeTabs() {
    const list = document.getElementById("tabs");
    list.replaceChildren(...tabs.map((tab) => {
        const button = element("button", { type: "button", id: `tab-${tab.id}`, onclick: () => select(tab.id) },
            tab.name);
        button.setAttribute("role", "tab");
        button.setAttribute("aria-controls", "panel");
        return button;
    }));
    list.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const at = tabs.findIndex((tab) => `tab-${tab.id}` === document.activeElement.id);
        const next = tabs[(at + step + tabs.length) % tabs.length];
        select(next.id);
        document.getElementById(`tab-${next.id}`).focus();
    });
}

/** Begins anew as somebody: with the tab that is asked for, else with what the role can do most with. */
async function begin(person, tab) {
    closing.abort();
    say("");
    panel.replaceChildren();
    session = {
        person, zone: "UTC", queries: new Set(), mutations: new Set(),
        data: (query, variables = {}) => askData(query, variables, person.token),
        fetch: (path) => fetchAs(path, person.token),
    };
    const chosen = session;
    await showing(panel, async () => {
        const { queries, mutations } = await chosen.data(`{
            queries: __type(name: "Query") { fields { name } }
            mutations: __type(name: "Mutation") { fields { name } }
        }`);
        chosen.queries = new Set(queries?.fields.map((field) => field.name));
        chosen.mutations = new Set(mutations?.fields.map((field) => field.name));
        if (chosen.mutations.size > 0) {
            const { tenants } = await chosen.data("{ tenants { timeZone } }");
            chosen.zone = tenants[0]?.timeZone ?? "UTC";
        }
        if (session === chosen) select(tab ?? (chosen.mutations.has("gdprEraseSubject") ? "people" : "me"));
    }, () => begin(person, tab));
}

frame();
let given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
rememberPerson(given.person);
const known = await beginning(panel, identities);
makeTabs();
choosePerson(document.getElementById("person"), known, (person) => {
    const { tab } = given;
    given = {};
    begin(person, tab);
}, { first: Math.max(0, known.findIndex((person) => person.role === "admin")) });
