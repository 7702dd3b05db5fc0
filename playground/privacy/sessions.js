// SPDX-License-Identifier: Apache-2.0
// Choosing one of a person's sessions.
import { element } from "/playground/session.js";
import { field, menu } from "/playground/privacy/common.js";
import { moment } from "/playground/time.js";

/** Where sessions of people are found: a list, the relation that leads to the person, and how one is called. */
const lists = [
    { list: "trainingSessions", person: "trainee", order: "startedAt", shows: "title startedAt status",
        says: (row, zone) => `${moment(row.startedAt, zone)}: ${row.title} (${row.status})` },
    { list: "clientSessions", person: "client", order: "createdAt",
        shows: "createdAt session { sessionDate sessionType }",
        says: (row) => `${row.session?.sessionDate ?? row.createdAt}: ${row.session?.sessionType ?? "session"}` },
];

/** The newest sessions of a person, as far as the one who asks may see them: [[key, name]]. */
async function sessionsOf(id, session) {
    for (const { list, person, order, shows, says } of lists) {
        try {
            const data = await session.data(
                `query Sessions($id: ID!) {
                    ${list}(first: 100, where: {${person}: {id: {eq: $id}}}, orderBy: [{${order}: DESC}]) {
                        nodes { id ${shows} }
                    }
                }`, { id });
            const { nodes } = data[list];
            if (nodes.length > 0) return nodes.map((row) => [row.id, says(row, session.zone)]);
        } catch (error) {
            // A schema without this list has none.
            if (!error.errors) throw error;
        }
    }
    return [];
}

/** A menu of a person's sessions, and a field for another one's key: {part, value()}. */
export async function sessionChooser(id, session) {
    const known = await sessionsOf(id, session);
    const choice = menu([...known, ["", "another session, by its key …"]], known[0]?.[0] ?? "", "Session");
    const key = element("input", { type: "text", placeholder: "key of the session", ariaLabel: "Key of the session",
        required: true, autocomplete: "off", spellcheck: false });
    const explain = () => {
        key.hidden = choice.value !== "";
        key.disabled = key.hidden;
    };
    choice.addEventListener("change", explain);
    explain();
    return {
        part: element("div", { className: "row" }, field("Which", choice), key),
        value: () => choice.value || key.value.trim(),
    };
}
