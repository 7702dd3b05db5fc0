// SPDX-License-Identifier: Apache-2.0
// Requests: how far each is, by when it has to be answered, and what can be done about it.
import { table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { showAct, showDone } from "/playground/privacy/act.js";
import { actFields, action, field, kinds, menu, namesOf, pause, showing } from "/playground/privacy/common.js";
import { moment } from "/playground/time.js";

const states = ["RECEIVED", "VERIFIED", "PREVIEWED", "RUNNING", "DONE", "REFUSED"];
const over = ["DONE", "REFUSED"];

function filterOf(state, kind) {
    return {
        ...(state === "open" || state === "late" ? { state: { notIn: over } }
            : state === "all" ? {} : { state: { eq: state } }),
        ...(state === "late" ? { dueAt: { lt: new Date().toISOString() } } : {}),
        ...(kind === "" ? {} : { kind: { eq: kind } }),
    };
}

/** When a request is due, and whether that is over. */
function due(request, zone) {
    const days = Math.ceil((Date.parse(request.dueAt) - Date.now()) / 86_400_000);
    if (over.includes(request.state)) return moment(request.dueAt, zone);
    return days < 0 ? element("span", { className: "late" }, `${moment(request.dueAt, zone)}, ${-days} days late`)
        : `${moment(request.dueAt, zone)}, in ${days} days`;
}

/** A form that asks for a reason and does something with it. */
function reasoned(name, label, work) {
    const input = element("input", { type: "text", required: true, minLength: 3 });
    const form = element("form", { className: "row" }, field(label, input),
        element("button", { type: "submit" }, name));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        showing(form.closest(".card"), () => work(input.value.trim()));
    });
    return form;
}

/** The tab. */
export function requests(place, session) {
    const state = menu([["open", "open"], ["late", "open and late"], ["all", "all"],
        ...states.map((name) => [name, name])], "open", "State");
    const kind = menu([["", "every kind"], ...Object.entries(kinds).map(([key, { name }]) => [key, name])], "", "Kind");
    const rows = element("div", { className: "stack", id: "requests" });
    const detail = element("section", { className: "card", hidden: true, ariaLabel: "The request" });
    let shown = [];
    let end = null;

    async function page(after) {
        const { gdprRequests } = await session.data(`query Requests($where: GdprRequestFilter, $after: String) {
            gdprRequests(first: 25, after: $after, where: $where, orderBy: [{dueAt: ASC}]) {
                totalCount
                nodes {
                    id kind state subjectId subjectPseudonym sessionId reason rowsDone rowsLeft problem refusal
                    extensionReason receivedAt dueAt
                }
                pageInfo { hasNextPage endCursor }
            }
        }`, { where: filterOf(state.value, kind.value), after });
        return gdprRequests;
    }

    async function load(more = false) {
        const { nodes, totalCount, pageInfo } = await page(more ? end : null);
        end = pageInfo.endCursor;
        shown = more ? [...shown, ...nodes] : nodes;
        const names = await namesOf(shown.map((request) => request.subjectId), session);
        const nameOf = (request) =>
            names.get(request.subjectId) ?? `erased or hidden (${request.subjectPseudonym.slice(0, 8)})`;
        const opening = (request) => `Open the request to ${kinds[request.kind].name.toLowerCase()} ${nameOf(request)}`;
        rows.replaceChildren(
            element("p", { className: "faint", role: "status" }, `${shown.length} of ${totalCount}`),
            shown.length === 0 ? element("p", { className: "empty" },
                "There are no such requests, as far as this person may see.")
                : table("Requests", ["Received", "Kind", "Person", "State", "Rows done", "Left", "Due", ""],
                    shown.map((request) => [
                        moment(request.receivedAt, session.zone), kinds[request.kind].name, nameOf(request),
                        request.state, Number(request.rowsDone), Number(request.rowsLeft ?? 0),
                        due(request, session.zone),
                        element("button", {
                            type: "button", ariaLabel: opening(request),
                            onclick: () => open(request, nameOf(request)),
                        }, "Open"),
                    ])),
            ...(pageInfo.hasNextPage ? [action("More", () => load(true))] : []));
        return nodes;
    }

    /** What can be done with a request that is open: looking again and carrying it out, putting it off, refusing it. */
    function openActs(request, name, result) {
        const { kind, subjectId, sessionId, id } = request;
        const again = action("Preview again", async () => {
            const { gdprPreview } = await session.data(
                `mutation Again($kind: GdprKind!, $subjectId: ID, $sessionId: ID, $id: ID!) {
                    gdprPreview(kind: $kind, subjectId: $subjectId, sessionId: $sessionId, requestId: $id) {
                        ${actFields}
                    }
                }`, { kind, subjectId, sessionId, id });
            await showAct(result, { ...gdprPreview, sessionId }, name, session, async () => {
                // What is done can be neither put off nor refused.
                for (const part of [again, longer, refuse]) part.remove();
                await load();
            });
        }, "main");
        const closing = async (mutation, variables) => {
            await session.data(mutation, variables);
            await load();
            detail.hidden = true;
        };
        const longer = reasoned("Take longer", "Until three months, because", (reason) => closing(
            `mutation Extend($id: ID!, $reason: String!) {
                gdprExtendRequest(requestId: $id, reason: $reason) { dueAt }
            }`, { id, reason }));
        const refuse = reasoned("Refuse", "Refuse it, because", (refusal) => closing(
            `mutation Refuse($id: ID!, $refusal: String!) {
                gdprRefuseRequest(requestId: $id, refusal: $refusal) { state }
            }`, { id, refusal }));
        return [again, result, longer, refuse];
    }

    /** Whose rows are hidden is found by nobody: a restriction is lifted where it was made. */
    function lift(request, name, result) {
        return action("Lift the restriction", async () => {
            const { gdprPreview } = await session.data(
                `mutation Lift($subject: ID!) {
                    gdprPreview(kind: UNRESTRICT, subjectId: $subject) { ${actFields} }
                }`, { subject: request.subjectId });
            await showAct(result, gdprPreview, name, session, load);
        }, "main");
    }

    function open(request, name) {
        detail.hidden = false;
        const result = element("div", { className: "stack" });
        const word = (text) => (text ? [element("p", {}, text)] : []);
        const isOpen = !over.includes(request.state) && request.state !== "RUNNING";
        const isRestriction = request.kind === "RESTRICT" && request.state === "DONE";
        detail.replaceChildren(
            element("h2", {}, `${kinds[request.kind].name}: ${name}`),
            element("p", { className: "faint" }, element("code", {}, request.id)),
            ...word(request.reason && `Why: ${request.reason}`),
            ...word(request.sessionId && `Session: ${request.sessionId}`),
            ...word(request.refusal && `Refused: ${request.refusal}`),
            ...word(request.extensionReason && `Takes longer: ${request.extensionReason}`),
            ...(isOpen ? openActs(request, name, result)
                : [...(isRestriction ? [lift(request, name, result)] : []), result]));
        if (["RUNNING", "DONE"].includes(request.state)) showing(result, () => showDone(result, request, session));
        detail.scrollIntoView({ block: "nearest" });
    }

    /** While something is carried out, the list goes on with it. */
    async function watch() {
        for (;;) {
            await pause(2_000, session.signal);
            if (shown.some((request) => request.state === "RUNNING")) await load();
        }
    }

    for (const filter of [state, kind]) filter.addEventListener("change", () => showing(place, () => load()));
    place.append(
        element("div", { className: "filters" }, field("Show", state), kind, action("Ask again", () => load())),
        rows, detail);
    // Not awaited: it ends with the tab, and shows what goes wrong by itself.
    return load().then(() => { showing(place, watch); });
}
