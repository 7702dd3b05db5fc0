// SPDX-License-Identifier: Apache-2.0
// One request: what it would touch, the confirmation, how far it is, and the receipt.
import { download, table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { makesArchives, offerArchive } from "/playground/privacy/archives.js";
import { actFields, action, confirmation, kinds, pause } from "/playground/privacy/common.js";
import { correction } from "/playground/privacy/correction.js";
import { moment } from "/playground/time.js";

const plural = (count, noun) => `${Number(count).toLocaleString("en-GB")} ${noun}${Number(count) === 1 ? "" : "s"}`;

/** What a preview says, in words. */
export function previewOf(act, zone) {
    const { tables = [], holds = [], endsTenant, endsIdentity, notCovered = [] } = act.preview ?? {};
    const heeds = [
        ...(holds.length > 0 ? [
            `${plural(holds.length, "legal hold")} on this person: erasing, anonymizing and deleting are refused.`,
        ] : []),
        ...(endsIdentity
            ? ["The person's account goes as well: this is their last membership, or all of them go."] : []),
        ...(endsTenant ? ["The whole tenant goes as well: nobody else belongs to it."] : []),
    ];
    return element("div", { className: "stack preview" },
        element("p", {}, element("b", {}, plural(act.rowsLeft ?? 0, "row")),
            `${kinds[act.kind].destroys ? " to do" : " about this person"}. `
                + `To be answered by ${moment(act.dueAt, zone)}.`),
        ...(heeds.length > 0 ? [element("div", { className: "note bad" },
            ...heeds.map((text) => element("p", {}, text)))] : []),
        table("Tables that are touched", ["Table", "Whose, by", "What is done", "Rows"],
            tables.map((row) => [element("code", {}, row.table), row.path, row.action, row.rows])),
        ...(notCovered.length > 0 ? [element("details", {}, element("summary", {}, "What this does not cover"),
            element("ul", {}, ...notCovered.map((text) => element("li", {}, text))))] : []));
}

/** Whether a receipt is what was hashed; null where the browser cannot tell. */
async function isIntact({ content, previousHash, hash }) {
    if (!crypto.subtle) return null;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(previousHash + content));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

/** A receipt: what it says, whether it is intact, and a file of it. */
export async function receiptOf(receipt, zone) {
    const said = JSON.parse(receipt.content);
    const intact = await isIntact(receipt);
    return element("section", { className: "stack receipt" },
        element("h3", {}, `Receipt ${said.number}`),
        element("p", {},
            `${said.kind}: ${plural(said.rows, "row")}, finished ${moment(said.finishedAt, zone)}, as ${said.by.role}.`),
        element("p", { className: intact === false ? "bad" : "good" },
            intact === null ? "This browser cannot check the hash here."
                : intact ? "The hash fits: nothing in it was changed." : "The hash does not fit: it was changed."),
        table("What was done", ["Table", "What was done", "Rows"],
            said.tables.map((row) => [element("code", {}, row.table), row.action, row.rows])),
        ...(said.kept?.length > 0 ? [element("details", {}, element("summary", {}, "What was kept, and why"),
            element("pre", { tabIndex: 0 }, JSON.stringify(said.kept, null, 2)))] : []),
        element("p", { className: "faint" }, "Check the file with ",
            element("code", {}, "palisade privacy verify-receipt"), "."),
        element("button", {
            type: "button",
            onclick: () => download(`receipt-${said.request}.json`, JSON.stringify(receipt, null, 2)),
        }, "Download the receipt"));
}

async function requestOf(id, session) {
    const { gdprRequest } = await session.data(`query Request($id: ID!) {
        gdprRequest(id: $id) {
            id kind state subjectId rowsDone rowsLeft problem dueAt finishedAt
            receipt { content previousHash hash }
        }
    }`, { id });
    return gdprRequest;
}

/** Follows a request until it is done, and shows how far it is. */
async function follow(place, act, session) {
    const bar = element("progress", { ariaLabel: "Rows done" });
    const text = element("p", { className: "state", role: "status" });
    place.replaceChildren(text, bar);
    for (;;) {
        bar.max = Math.max(1, Number(act.rowsDone) + Number(act.rowsLeft ?? 0));
        bar.value = act.state === "DONE" ? bar.max : Number(act.rowsDone);
        text.textContent = `${act.state}: ${plural(act.rowsDone, "row")} done, ${Number(act.rowsLeft ?? 0)} left.`
            + (act.problem ? ` The last batch failed (${act.problem}); it is tried again.` : "");
        if (act.state !== "RUNNING") return act;
        await pause(1_000, session.signal);
        act = await requestOf(act.requestId ?? act.id, session)
            // Who has erased themselves cannot ask any more.
            ?? { ...act, state: "DONE" };
    }
}

/** Shows that an act is done: its receipt, and a second look for what it should have done. */
export async function showDone(place, act, session, receipt = null) {
    const final = await follow(place, act, session);
    const known = receipt ?? (final.receipt?.content ? final.receipt
        : (await requestOf(act.requestId ?? act.id, session))?.receipt);
    if (known) place.append(await receiptOf(known, session.zone));
    const left = element("div", {});
    if (session.mutations.has("gdprVerify") && final.state === "DONE" && kinds[final.kind].destroys) {
        place.append(action("Look again for what is left", async () => {
            const { gdprVerify } = await session.data(
                "mutation Verify($id: ID!) { gdprVerify(requestId: $id) { relation action rowsLeft } }",
                { id: act.requestId ?? act.id });
            left.replaceChildren(gdprVerify.length === 0 ? element("p", { className: "good" }, "Nothing is left.")
                : table("Rows left", ["Table", "Action", "Rows left"],
                    gdprVerify.map((row) => [element("code", {}, row.relation), row.action, Number(row.rowsLeft)])));
        }), left);
    }
}

/** The receipt in an act's answer, in the form of a file; null before it is done. */
export const receiptIn = (act) => (act.receipt
    ? { content: act.receipt, previousHash: act.receiptPreviousHash ?? "", hash: act.receiptHash } : null);

/**
 * Carries out what was previewed.
 *
 * @param given what the kind's mutation takes beside the request: [[argument, type, value]]
 */
async function carryOut(act, session, given) {
    const { mutation } = kinds[act.kind];
    const known = [
        act.kind === "ANONYMIZE_SESSION" ? ["sessionId", "ID!", act.sessionId] : ["subjectId", "ID!", act.subjectId],
        ["requestId", "ID!", act.requestId], ["previewHash", "String!", act.previewHash], ...given,
    ];
    const data = await session.data(
        `mutation CarryOut(${known.map(([name, type]) => `$${name}: ${type}`).join(", ")}) {
            ${mutation}(${known.map(([name]) => `${name}: $${name}`).join(", ")})
            ${act.kind === "EXPORT" ? "" : `{ ${actFields} }`}
        }`, Object.fromEntries(known.map(([name, , value]) => [name, value])));
    return data[mutation];
}

/** Hands out what an export answered: the copy itself, or where its archive will be. */
async function handOut(answer, act, progress, session) {
    if (answer.archive) {
        await offerArchive(progress, answer.archive.split("/").pop(), session);
        return;
    }
    const file = () => download(`export-${act.requestId}.json`, JSON.stringify(answer, null, 2));
    file();
    await showDone(progress, await requestOf(act.requestId, session), session);
    progress.append(element("button", { type: "button", onclick: file }, "Download the copy again"));
}

/** What a kind asks for beside the confirmation: {parts, given(), done()}. `given` is null while something is missing. */
async function askedFor(act, session) {
    if (act.kind === "RECTIFY") return correction(act, session);
    const archive = element("input", { type: "checkbox" });
    const asks = act.kind === "EXPORT" && makesArchives(session);
    const label = element("label", {}, archive, " as an archive to read, which the worker makes");
    return {
        parts: asks ? [label] : [],
        given: () => (archive.checked ? [["asArchive", "Boolean", true]] : []),
        done: () => label.remove(),
    };
}

/**
 * Shows a request that was previewed, and lets it be carried out.
 *
 * @param place an element that is emptied for it
 * @param act what `gdprPreview` answered; for ANONYMIZE_SESSION with the `sessionId` that it was asked with
 * @param name the person's name, which has to be typed
 */
export async function showAct(place, act, name, session, done = async () => {}) {
    const kind = kinds[act.kind];
    const progress = element("div", { className: "stack progress" });
    const preview = previewOf(act, session.zone);
    const asked = await askedFor(act, session);
    const confirm = confirmation(name, kind.name, async () => {
        const given = asked.given();
        if (given === null) return;
        const answer = await carryOut(act, session, given);
        confirm.remove();
        preview.remove();
        asked.done();
        if (act.kind === "EXPORT") await handOut(answer, act, progress, session);
        else await showDone(progress, answer, session, receiptIn(answer));
        session.say(`${kind.name}: done`);
        await done();
    }, kind.destroys);
    place.replaceChildren(
        element("h3", {}, `${kind.name}: ${name}`), element("p", {}, kind.does), preview, ...asked.parts, confirm,
        progress);
}
