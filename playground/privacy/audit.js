// SPDX-License-Identifier: Apache-2.0
// The audit log: who did what to which row, the newest first.
import { table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { action, field, menu, namesOf, showing } from "/playground/privacy/common.js";
import { addDays, moment, startOfDay } from "/playground/time.js";

/** The tab. */
export function auditLog(place, session) {
    const input = (properties) => element("input", { autocomplete: "off", spellcheck: false, ...properties });
    const operation = menu([["", "every act"], ["insert", "insert"], ["update", "update"], ["delete", "delete"],
        ["privacy", "privacy acts"]], "", "Operation");
    const relation = input({ type: "text", placeholder: "training.sessions", size: 20 });
    const rowKey = input({ type: "text", placeholder: "key of the row", size: 20 });
    const [from, to] = [input({ type: "date" }), input({ type: "date" })];
    const rows = element("div", { className: "stack", id: "entries" });
    let shown = [];
    let end = null;

    function where() {
        const row = rowKey.value.trim();
        const at = {
            ...(from.value ? { gte: startOfDay(from.value, session.zone) } : {}),
            ...(to.value ? { lt: startOfDay(addDays(to.value, 1), session.zone) } : {}),
        };
        return {
            ...(operation.value === "privacy" ? { operation: { notIn: ["insert", "update", "delete"] } }
                : operation.value ? { operation: { eq: operation.value } } : {}),
            ...(relation.value.trim() ? { relation: { eq: relation.value.trim() } } : {}),
            ...(row ? { or: [{ rowKey: { eq: row } }, { rowKeys: { contains: [row] } }] } : {}),
            ...(Object.keys(at).length > 0 ? { at } : {}),
        };
    }

    /** Whom the random names in the log lead to: names where they are known, else the random names. */
    async function actors(ids) {
        const wanted = [...new Set(ids.filter(Boolean))];
        if (wanted.length === 0) return new Map();
        const { auditActors } = await session.data(
            `query Actors($ids: [ID!]!) {
                auditActors(first: 200, where: {actorId: {in: $ids}}) { nodes { id actorId } }
            }`, { ids: wanted.slice(0, 200) });
        const names = await namesOf(auditActors.nodes.map((actor) => actor.id), session);
        return new Map(auditActors.nodes.map((actor) => [actor.actorId, names.get(actor.id) ?? actor.id]));
    }

    async function load(more = false) {
        const { auditLog: log } = await session.data(`query AuditLog($where: AuditEntryFilter, $after: String) {
            auditLog(first: 50, after: $after, where: $where, orderBy: [{at: DESC}]) {
                nodes { id at actorId role requestId operation relation rowKey rowKeys columns seal }
                pageInfo { hasNextPage endCursor }
            }
        }`, { where: where(), after: more ? end : null });
        end = log.pageInfo.endCursor;
        shown = more ? [...shown, ...log.nodes] : log.nodes;
        const names = await actors(shown.map((entry) => entry.actorId));
        const nameOf = (id) => (id ? names.get(id) ?? `erased (${id.slice(0, 8)})` : "a job or operator");
        rows.replaceChildren(
            shown.length === 0 ? element("p", { className: "empty" },
                "There are no such entries, as far as this person may see.")
                : table("Audit log", ["When", "Who", "As", "What", "Table", "Row", "Columns", "Seal"],
                    shown.map((entry) => [
                        moment(entry.at, session.zone), nameOf(entry.actorId), entry.role, entry.operation,
                        element("code", {}, entry.relation),
                        element("code", {}, entry.rowKey ?? (entry.rowKeys ? `${entry.rowKeys.length} rows` : "")),
                        entry.columns?.join(", ") ?? "", entry.seal ?? "not yet",
                    ])),
            ...(log.pageInfo.hasNextPage ? [action("Older", () => load(true))] : []));
    }

    const form = element("form", { className: "filters" },
        field("What", operation), field("Table", relation), field("Row", rowKey), field("From", from), field("to", to),
        element("button", { type: "submit", className: "main" }, "Ask"));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        showing(place, () => load());
    });
    place.append(
        element("p", { className: "faint" },
            "Entries tell who, when, which row and which columns; never values. "
                + "Each becomes a link of a hash chain within seconds."),
        form, rows);
    return load();
}
