// SPDX-License-Identifier: Apache-2.0
// What a correction asks for: which value of which row, and what is right.
import { element } from "/playground/session.js";
import { field, menu } from "/playground/privacy/common.js";

/** Rows of people that the API shows as well, so that the console can say what stands there now. */
const ownRows = [
    { relation: "training.trainees", list: "trainees", columns: { full_name: "fullName", email: "email", team: "team",
        job_title: "jobTitle", language: "language", hired_on: "hiredOn" } },
    { relation: "coaching.clients", list: "clients", columns: { name: "name", email: "email", tags: "tags" } },
    { relation: "core.memberships", list: "memberships", columns: { display_name: "displayName" } },
];

/** The person's own row, where the one who asks sees it: {relation, values by column}. */
async function ownRow(id, session) {
    for (const { relation, list, columns } of ownRows) {
        try {
            const data = await session.data(
                `query Now($id: ID!) {
                    ${list}(first: 1, where: {id: {eq: $id}}) { nodes { ${Object.values(columns).join(" ")} } }
                }`, { id });
            const [row] = data[list].nodes;
            if (row) {
                const values = Object.entries(columns).map(([column, name]) => [column, row[name]]);
                return { relation, values: new Map(values) };
            }
        } catch (error) {
            // A schema without this list has no such row.
            if (!error.errors) throw error;
        }
    }
    return { relation: "", values: new Map() };
}

const inWords = (value) =>
    (value === null ? "nothing" : typeof value === "string" ? `“${value}”` : JSON.stringify(value));

/** The value that was typed: a text as it is, else JSON; undefined where it is none. */
function valueOf(input, isText) {
    if (isText) return input.value;
    try {
        // null is no value that a correction can give.
        return JSON.parse(input.value) ?? undefined;
    } catch {
        return undefined;
    }
}

/**
 * The form of a correction: {parts, given(), done()}, as `showAct` takes it.
 *
 * @param act what `gdprPreview` answered
 */
export async function correction(act, session) {
    const own = await ownRow(act.subjectId, session);
    const text = (properties) => element("input",
        { type: "text", required: true, autocomplete: "off", spellcheck: false, ...properties });
    const which = menu([...[...own.values.keys()].map((column) => [column, column]), ["", "a value of another row …"]],
        own.values.size > 0 ? [...own.values.keys()][0] : "", "Value");
    const tables = element("datalist", { id: "tables" },
        ...(act.preview?.tables ?? []).map((row) => new Option(row.table)));
    const relation = text({ placeholder: "training.sessions" });
    relation.setAttribute("list", "tables");
    const row = text({ placeholder: "key of the row" });
    const column = text({ placeholder: "title" });
    const elsewhere = element("div", { className: "row" },
        field("Table", relation), tables, field("Row", row), field("Column", column));
    const now = element("p", { className: "faint", role: "status" });
    const value = text({ ariaLabel: "The value that is right", className: "right" });
    const form = menu([["text", "as it is"], ["json", "as JSON"]], "text", "How the value is written");

    function explain() {
        const isOwn = which.value !== "";
        const current = own.values.get(which.value);
        elsewhere.hidden = isOwn;
        now.hidden = !isOwn;
        now.textContent = `It says ${inWords(current ?? null)} now.`;
        form.value = isOwn && current !== null && typeof current === "object" ? "json" : "text";
    }

    function given() {
        const isOwn = which.value !== "";
        const right = valueOf(value, form.value === "text");
        value.setCustomValidity(right === undefined ? "This is no JSON, or null." : "");
        const asked = isOwn ? [value] : [relation, row, column, value];
        if (!asked.every((input) => input.reportValidity())) return null;
        return [
            ["relation", "String!", isOwn ? own.relation : relation.value.trim()],
            ["rowId", "ID!", isOwn ? act.subjectId : row.value.trim()],
            ["columnName", "String!", isOwn ? which.value : column.value.trim()],
            ["value", "JSON!", right],
        ];
    }

    value.addEventListener("input", () => value.setCustomValidity(""));
    form.addEventListener("change", () => value.setCustomValidity(""));
    which.addEventListener("change", explain);
    explain();
    const group = element("div", { className: "stack correction", role: "group", ariaLabel: "The correction" },
        field("What is wrong", which), elsewhere, now,
        element("div", { className: "row" }, field("What is right", value), form));
    return { parts: [group], given, done: () => group.remove() };
}
