// SPDX-License-Identifier: Apache-2.0
// Charts over the public API. What can be shown follows from the fields that the person's role has, and from the sort
// of tenant; what is shown follows from the filters, which stand in the address.
import { canDraw, draw, round } from "/playground/charts.js";
import { extents, panels } from "/playground/figures.js";
import { frame } from "/playground/frame.js";
import { beginning, table, trouble } from "/playground/parts.js";
import {
    ask, askData, become, choosePerson, element, identities, operationLink, rememberPerson, shareLink,
} from "/playground/session.js";
import { addDays, dayOf, daysBetween, isZone, startOfDay } from "/playground/time.js";

const at = (id) => document.getElementById(id);
/** Who asks, and what they may ask: {person, fields, kind, first, last}. */
let subject = null;
/** Counts what was asked, so that an answer that comes late is not shown. */
let turn = 0;
const cards = new Map();

// ---- Filters, and the address that holds them

function readAddress() {
    return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

function address() {
    const state = new URLSearchParams({ person: subject.person.name });
    for (const id of ["from", "to", "unit", "zone", "team", "days"]) {
        if (at(id).value !== "" && !at(id).closest("[hidden]")) state.set(id, at(id).value);
    }
    return `${location.origin}/playground/dashboards#${state}`;
}

/** The filters as operations need them; null while they make no sense, which the form then says. */
function filters() {
    const [from, to, zone] = ["from", "to", "zone"].map((id) => at(id).value);
    at("zone").setCustomValidity(isZone(zone) ? "" : "No time zone has this name. Try Europe/Berlin, or UTC.");
    at("to").setCustomValidity(from && to && to < from ? "This day is before the first." : "");
    if (!at("filters").checkValidity()) {
        at("filters").reportValidity();
        return null;
    }
    const end = startOfDay(addDays(to, 1), zone);
    return {
        from, to, zone, unit: at("unit").value, days: Number(at("days").value),
        start: startOfDay(from, zone), end, last: new Date(Date.parse(end) - 1000).toISOString(),
        // The menu's values begin with a mark: "" is every team, "=" those without one.
        team: at("team").value === "" ? undefined : at("team").value.slice(1),
    };
}

// ---- Who asks

/** What the person may ask, and of which days there is something. */
async function meet(person) {
    const met = { person, fields: new Set(), kind: null, first: null, last: null, zone: "UTC", teams: [] };
    // Without a token there is nothing to see, and where it is not development not even a schema.
    if (person.token === null) return met;
    const { __type: root } = await askData('{ __type(name: "Query") { fields { name } } }', {}, person.token);
    const fields = new Set(root.fields.map((field) => field.name));
    met.fields = fields;
    if (!fields.has("tenants")) return met;
    const { tenants: [tenant] } = await askData("{ tenants { kind timeZone } }", {}, person.token);
    if (!tenant) return met;
    Object.assign(met, { kind: tenant.kind, zone: tenant.timeZone });
    const extent = extents[tenant.kind];
    if (extent && fields.has(extent.field)) {
        const [first, last] = extent.read(await askData(extent.query, {}, person.token));
        Object.assign(met, { first, last });
        if (tenant.kind === "COMPANY") {
            const { traineesAggregate: { groups } } = await askData(
                "{ traineesAggregate { groups(by: {team: true}) { key { team } } } }", {}, person.token);
            met.teams = groups.map((group) => group.key.team);
        }
    }
    return met;
}

/** Steps in time that suit how often something happens. */
const usualUnits = { COMPANY: "DAY", COUPLE: "MONTH", ORGANIZATION: "WEEK" };

/** Fills the filters: from the address, else with the latest 90 days of which there is something. */
function offerFilters(given) {
    const zone = given.zone ?? subject.zone;
    const today = dayOf(Date.now(), isZone(zone) ? zone : "UTC");
    const latest = subject.last ? (subject.last.length === 10 ? subject.last : dayOf(subject.last,
        subject.zone)) : today;
    const to = given.to ?? (latest < today ? latest : today);
    at("to").value = to;
    at("from").value = given.from ?? addDays(to, -89);
    at("zone").value = zone;
    at("unit").value = given.unit ?? usualUnits[subject.kind] ?? "DAY";
    at("days").value = given.days ?? "90";
    if (!given.from && subject.kind === "COUPLE") at("from").value = addDays(to, -364);
    at("team").replaceChildren(
        new Option("all", ""), ...subject.teams.map((team) => new Option(team ?? "none", `=${team ?? ""}`)));
    at("team").value = given.team ?? "";
    const shown = chosenPanels();
    at("teamLabel").hidden = subject.teams.length < 2;
    at("times").hidden = shown.every((panel) => panel.days);
    at("daysLabel").hidden = !shown.some((panel) => panel.days);
}

function chosenPanels() {
    return panels.filter((panel) =>
        panel.kind === subject.kind && panel.needs.every((field) => subject.fields.has(field))
            && !subject.fields.has(panel.unless));
}

// ---- Panels

function card(panel) {
    const parts = {
        plot: element("div", { className: "plot", id: `plot-${panel.id}` }),
        state: element("div", {}),
        table: element("details", {}, element("summary", {}, "As a table")),
        note: element("p", { className: "faint" }),
        link: element("a", {}, "Open in the playground"),
        time: element("span", { className: "faint" }),
        chart: null,
    };
    parts.section = element("section", { className: `card${panel.wide ? " wide" : ""}`, id: `panel-${panel.id}` },
        element("h2", { id: `title-${panel.id}` }, panel.title),
        element("p", { className: "faint" }, panel.about ?? ""),
        parts.note, parts.plot, parts.state, parts.table,
        element("div", { className: "row foot" }, parts.link, parts.time));
    parts.section.setAttribute("aria-labelledby", `title-${panel.id}`);
    return parts;
}

function clear(parts) {
    parts.chart?.destroy();
    parts.chart = null;
    parts.model = null;
    parts.plot.replaceChildren();
    parts.plot.hidden = true;
    parts.state.replaceChildren();
    parts.table.hidden = true;
    parts.note.textContent = "";
}

/** All pages of a panel's list, or its one answer. */
async function answers(panel, variables, token) {
    const { result, ...further } = await ask({ query: panel.query, variables }, token);
    while (panel.pages && result.data?.[panel.pages].pageInfo.hasNextPage) {
        const list = result.data[panel.pages];
        const next = await ask({ query: panel.query, variables: { ...variables, after: list.pageInfo.endCursor } },
            token);
        if (next.result.errors) return next;
        list.nodes.push(...next.result.data[panel.pages].nodes);
        list.pageInfo = next.result.data[panel.pages].pageInfo;
    }
    return { result, ...further };
}

function picture(parts) {
    parts.chart?.destroy();
    parts.chart = draw(parts.plot, parts.model);
}

function show(panel, parts, model) {
    clear(parts);
    if (model === null) {
        parts.state.replaceChildren(element("p", { className: "empty" },
            "Nothing in these days, as far as this person may see."));
        return;
    }
    parts.note.textContent = model.note ?? "";
    if (model.tiles) {
        parts.state.replaceChildren(element("dl", { className: "tiles" }, ...model.tiles.map(([name, value]) =>
            element("div", {}, element("dt", {}, name),
                element("dd", {}, value === null ? "–" : round(value).toLocaleString("en-GB"))))));
        return;
    }
    const series = model.series.filter((series) => !series.drawnOnly);
    const rows = model.labels.map((label, index) => [
        label, ...series.map((series) => {
            const value = series.values[index];
            return typeof value === "number" ? round(value) : value;
        }),
    ]);
    parts.table.lastElementChild.matches("summary") || parts.table.lastElementChild.remove();
    parts.table.append(table(panel.title, [model.label, ...series.map((series) => series.name)], rows));
    parts.table.hidden = false;
    const drawn = model.series.filter((one) => !one.tableOnly).map((one) => one.name.toLowerCase());
    model.summary = `${panel.title}: ${drawn.join(", ")} by ${model.label.toLowerCase()}, `
        + `${model.labels.length} in all. The figures follow as a table.`;
    if (canDraw) {
        parts.plot.hidden = false;
        parts.plot.classList.toggle("tall", Boolean(model.tall));
        parts.model = model;
        picture(parts);
    } else {
        parts.table.open = true;
    }
}

async function fill(panel, parts, chosen, current) {
    const variables = panel.variables(chosen);
    parts.section.setAttribute("aria-busy", "true");
    parts.link.href = operationLink({ query: panel.query, variables: JSON.stringify(variables, null, 2) });
    if (parts.state.childElementCount + parts.plot.childElementCount === 0) {
        parts.state.replaceChildren(element("p", { className: "empty" }, "Asking …"));
    }
    try {
        const { result, milliseconds, timing } = await answers(panel, variables, subject.person.token);
        if (current !== turn) return;
        parts.time.textContent = `${Math.round(milliseconds)} ms`;
        parts.time.title = timing ?? "";
        if (result.errors) {
            clear(parts);
            parts.state.replaceChildren(trouble(result, load));
        } else {
            show(panel, parts, panel.shape(result.data, chosen));
        }
    } catch (error) {
        if (current !== turn) return;
        clear(parts);
        parts.state.replaceChildren(trouble(error, load));
    }
    parts.section.removeAttribute("aria-busy");
}

/** Asks for what all panels show. */
async function load() {
    const chosen = filters();
    if (!chosen) return;
    const current = ++turn;
    history.replaceState(null, "", address());
    at("status").textContent = "Asking …";
    await Promise.all([...cards].map(([panel, parts]) => fill(panel, parts, chosen, current)));
    if (current !== turn) return;
    const refused = [...cards.values()].filter((parts) => parts.state.querySelector(".bad")).length;
    at("status").textContent = `${cards.size === 1 ? "1 panel" : `${cards.size} panels`} as ${subject.person.name}`
        + (refused ? `, ${refused} without an answer` : "");
}

/** Begins anew as somebody. */
async function begin(person, given) {
    const current = ++turn;
    at("notice").replaceChildren();
    for (const parts of cards.values()) parts.chart?.destroy();
    cards.clear();
    at("panels").replaceChildren();
    at("status").textContent = "Asking …";
    let met;
    try {
        met = await meet(person);
    } catch (error) {
        if (current !== turn) return;
        at("status").textContent = "";
        at("filters").hidden = true;
        at("notice").replaceChildren(trouble(error, () => begin(person, given)));
        return;
    }
    if (current !== turn) return;
    subject = met;
    offerFilters(given);
    const chosen = chosenPanels();
    at("filters").hidden = chosen.length === 0;
    if (chosen.length === 0) {
        at("status").textContent = "";
        at("notice").replaceChildren(element("p", { className: "note" }, reason()));
        return;
    }
    if (!canDraw) {
        at("notice").replaceChildren(element("p", { className: "note" },
            "Chart.js is not installed; ", element("code", {}, "make setup"),
                " gets it. Until then the figures are tables."));
    }
    for (const panel of chosen) {
        const parts = card(panel);
        cards.set(panel, parts);
        at("panels").append(parts.section);
    }
    await load();
}

function reason() {
    if (subject.person.token === null) return "Without a token there are no figures: choose a person, or paste one.";
    if (subject.kind === null) {
        return "This API has none of the fields that these dashboards show: they are made for the shipped application.";
    }
    return "There are no figures for this sort of tenant and role. "
        + "Choose somebody of a company, a couple or an organization.";
}

/** The range that a menu names, up to the last day that is chosen. */
function preset() {
    const value = at("preset").value;
    at("preset").value = "";
    if (value === "all" && subject.first) {
        const day = (instant) => (instant.length === 10 ? instant : dayOf(instant, at("zone").value));
        at("from").value = day(subject.first);
        at("to").value = day(subject.last);
    } else if (Number(value)) {
        at("from").value = addDays(at("to").value, 1 - Number(value));
    }
    const days = daysBetween(at("from").value, at("to").value);
    at("unit").value = days <= 100 ? "DAY" : days <= 400 ? "WEEK" : "MONTH";
    load();
}

frame();
at("zones").append(...Intl.supportedValuesOf("timeZone").map((zone) => new Option(zone)));
at("filters").addEventListener("submit", (event) => event.preventDefault());
at("filters").addEventListener("change", (event) => (event.target === at("preset") ? preset() : load()));
at("share").addEventListener("click", async () => {
    if (subject) at("status").textContent = await shareLink(address(), "person and filters");
});
addEventListener("themechange", () => {
    for (const parts of cards.values()) if (parts.model) picture(parts);
});

let given = readAddress();
const people = await beginning(at("notice"), identities);
const admin = Math.max(0, people.findIndex((person) => person.role === "admin"));
rememberPerson(given.person);
choosePerson(at("person"), people, (person) => {
    const first = given;
    given = {};
    begin(person, first);
}, { first: admin });
addEventListener("hashchange", () => {
    given = readAddress();
    if (!given.person || subject?.person.name === given.person || !become(at("person"), given.person)) {
        const first = given;
        given = {};
        if (subject) begin(subject.person, first);
    }
});
