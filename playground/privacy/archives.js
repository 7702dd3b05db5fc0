// SPDX-License-Identifier: Apache-2.0
// Exports as archives: the worker makes them, and whoever asked fetches each of them once.
import { save, table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { action, pause } from "/playground/privacy/common.js";
import { moment } from "/playground/time.js";

/** Whether this API makes archives. */
export const makesArchives = (session) => session.queries.has("gdprExports");

const says = {
    PENDING: "being made", READY: "ready", FETCHING: "being fetched", FETCHED: "fetched, and deleted",
    EXPIRED: "not fetched in time, and deleted",
};

async function archives(session, where = null) {
    const { gdprExports } = await session.data(`query Archives($where: GdprExportFilter) {
        gdprExports(first: 20, where: $where, orderBy: [{createdAt: DESC}]) {
            nodes { id state rows bytes problem createdAt expiresAt }
        }
    }`, { where });
    return gdprExports.nodes;
}

/** A button that fetches an archive, which works once. */
function fetching(archive, session, done) {
    return action("Fetch it, once", async () => {
        const response = await session.fetch(`/exports/${archive.id}`);
        if (!response.ok) {
            const { errors } = await response.json();
            throw Object.assign(new Error("refused"), { errors });
        }
        save(`export-${archive.id}.tar.gz`, await response.blob());
        await done();
    }, "main");
}

/** Follows an archive until it is ready, and offers it; `fetched` is called when it was handed over. */
export async function offerArchive(place, id, session, fetched = async () => {}) {
    const text = element("p", { role: "status" });
    const offer = element("div", {});
    place.replaceChildren(text, offer);
    for (;;) {
        const [archive] = await archives(session, { id: { eq: id } });
        text.textContent = archive
            ? `The archive is ${says[archive.state]}: ${Number(archive.rows).toLocaleString("en-GB")} rows, `
                + `${Number(archive.bytes).toLocaleString("en-GB")} bytes.`
                + (archive.state === "READY" ? ` It is deleted ${moment(archive.expiresAt, session.zone)}.` : "")
            : "There is no such archive any more.";
        if (archive?.state === "READY") {
            offer.replaceChildren(fetching(archive, session, async () => {
                offer.replaceChildren();
                text.textContent = "The archive was handed over. Keep it where only you can read it.";
                await fetched();
            }));
        }
        if (archive?.state !== "PENDING") return;
        await pause(1_000, session.signal);
    }
}

/** The archives that this person asked for, newest first. */
export async function listArchives(place, session) {
    const rows = await archives(session);
    place.replaceChildren(rows.length === 0 ? element("p", { className: "empty" }, "You asked for no archive.")
        : table("Archives", ["Asked for", "State", "Rows", "Bytes", "Deleted at", ""], rows.map((archive) => [
            moment(archive.createdAt, session.zone), says[archive.state], Number(archive.rows), Number(archive.bytes),
            moment(archive.expiresAt, session.zone),
            archive.state === "READY" ? fetching(archive, session, () => listArchives(place, session)) : "",
        ])));
}
