// SPDX-License-Identifier: Apache-2.0
// Finding a person, and asking for something about them.
import { table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { showAct } from "/playground/privacy/act.js";
import { actFields, field, kinds, menu, showing } from "/playground/privacy/common.js";
import { sessionChooser } from "/playground/privacy/sessions.js";

/** Where people are found: a list, the columns that are looked at, and what else is shown. */
const lists = [
    { list: "memberships", sort: "Member", name: "displayName", filter: ["displayName"], shows: "role status",
        about: (row) => `${row.role}, ${row.status}` },
    { list: "trainees", sort: "Trainee", name: "fullName", filter: ["fullName", "email"], shows: "email team",
        about: (row) => [row.email, row.team].filter(Boolean).join(", ") },
    { list: "clients", sort: "Client", name: "name", filter: ["name", "email"], shows: "email",
        about: (row) => row.email ?? "" },
];

async function search(text, session) {
    // In a pattern, % and _ stand for other letters; in a name they do not.
    const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
    const found = [];
    const refused = [];
    for (const { list, sort, name, filter, shows, about } of lists) {
        const where = filter.map((column) => `{${column}: {ilike: $pattern}}`).join(", ");
        try {
            const data = await session.data(
                `query Find($pattern: String!) {
                    ${list}(first: 20, where: {or: [${where}]}, orderBy: [{${name}: ASC}]) {
                        nodes { id ${name} ${shows} }
                    }
                }`, { pattern });
            found.push(...data[list].nodes.map((row) => ({ id: row.id, name: row[name], sort, about: about(row) })));
        } catch (error) {
            if (!error.errors) throw error;
            refused.push(error);
        }
    }
    // A role that has none of the lists is told why.
    if (refused.length === lists.length) throw refused[0];
    return found;
}

/**
 * A form that finds people.
 *
 * @param choose called with {id, name, sort} of the one that is chosen
 */
export function finder(session, choose, label = "Choose") {
    const input = element("input",
        { type: "search", ariaLabel: "Name or address", placeholder: "Name or address", required: true });
    const results = element("div", { className: "results" });
    const form = element("form", {},
        element("div", { className: "row" }, input, element("button", { type: "submit", className: "main" }, "Find")));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        showing(results, async () => {
            const found = await search(input.value.trim(), session);
            results.replaceChildren(found.length === 0
                ? element("p", { className: "empty" }, "Nobody is found, as far as this person may see.")
                : table("People", ["Name", "As", "", ""], found.map((person) => [
                    person.name, person.sort, person.about,
                    element("button", {
                        type: "button", ariaLabel: `${label} ${person.name}, ${person.sort}`,
                            onclick: () => choose(person),
                    }, label),
                ])));
        });
    });
    return element("div", { className: "stack" }, form, results);
}

/** The tab. */
export function people(place, session) {
    const acting = element("section", { className: "card", hidden: true, ariaLabel: "The person" });
    const choose = (person) => {
        acting.hidden = false;
        const kind = menu(Object.entries(kinds).map(([key, { name }]) => [key, name]), "EXPORT");
        const does = element("p", { className: "faint" });
        const sessions = element("div", {});
        let chooser = null;
        const explain = () => {
            does.textContent = kinds[kind.value].does;
            chooser = null;
            sessions.replaceChildren();
            if (kind.value !== "ANONYMIZE_SESSION") return;
            showing(sessions, async () => {
                const made = await sessionChooser(person.id, session);
                if (kind.value !== "ANONYMIZE_SESSION") return;
                chooser = made;
                sessions.replaceChildren(made.part);
            });
        };
        kind.addEventListener("change", explain);
        explain();
        const reason = element("input", { type: "text", placeholder: "in words that name nobody", maxLength: 500 });
        const result = element("div", { className: "stack", id: "act" });
        const form = element("form", {},
            element("div", { className: "row" }, field("What", kind), field("Why", reason)), does, sessions,
            element("button", { type: "submit", className: "main" }, "Preview"));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            result.replaceChildren();
            showing(result, async () => {
                const sessionId = chooser?.value() ?? null;
                const { gdprPreview } = await session.data(
                    `mutation Preview($kind: GdprKind!, $subject: ID!, $session: ID, $reason: String) {
                        gdprPreview(kind: $kind, subjectId: $subject, sessionId: $session, reason: $reason) {
                            ${actFields}
                        }
                    }`,
                    { kind: kind.value, subject: person.id, session: sessionId, reason: reason.value.trim() || null });
                await showAct(result, { ...gdprPreview, sessionId }, person.name, session);
                result.scrollIntoView({ block: "nearest" });
            });
        });
        acting.replaceChildren(
            element("h2", {}, `${person.name}, ${person.sort.toLowerCase()}`),
            element("p", { className: "faint" }, element("code", {}, person.id)), form, result);
        acting.scrollIntoView({ block: "nearest" });
    };
    place.append(
        element("section", { className: "card", ariaLabel: "Find a person" },
            element("h2", {}, "Find a person"),
            element("p", { className: "faint" },
                "A preview opens a request and changes nothing else. "
                    + "What it shows is carried out only once it is confirmed."),
            finder(session, choose)),
        acting);
}
