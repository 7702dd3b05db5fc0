// SPDX-License-Identifier: Apache-2.0
// What everybody may ask for themselves.
import { download } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { previewOf, receiptIn, showDone } from "/playground/privacy/act.js";
import { listArchives, makesArchives, offerArchive } from "/playground/privacy/archives.js";
import { actFields, action, confirmation } from "/playground/privacy/common.js";

/** The tab. */
export async function aboutMe(place, session) {
    const { users: [me] } = await session.data("{ users { id email } }");
    if (!me) {
        place.append(element("p", { className: "empty" }, "There is no account behind this token."));
        return;
    }
    const copy = element("div", { className: "stack" });
    const archive = element("input", { type: "checkbox" });
    const list = element("div", { className: "stack", id: "archives" });
    const end = element("div", { className: "stack" });
    place.append(
        element("p", { className: "faint" }, `You are ${me.email}.`),
        element("section", { className: "card", ariaLabel: "Export my data" },
            element("h2", {}, "Export my data"),
            element("p", {},
                "All that is there about you in this tenant, as JSON, with the category of each column and a receipt."),
            ...(makesArchives(session)
                ? [element("label", {}, archive, " as an archive to read, which the worker makes")] : []),
            action("Export my data", async () => {
                const { gdprExportMe } = await session.data(archive.checked
                    ? "mutation ExportMe { gdprExportMe(asArchive: true) }" : "mutation ExportMe { gdprExportMe }");
                if (gdprExportMe.archive) {
                    const relist = () => listArchives(list, session);
                    await offerArchive(copy, gdprExportMe.archive.split("/").pop(), session, relist);
                    await relist();
                    return;
                }
                const text = JSON.stringify(gdprExportMe, null, 2);
                download("my-data.json", text);
                copy.replaceChildren(
                    element("p", { className: "good", role: "status" },
                        "Your data are in the file my-data.json. Keep it where only you can read it."),
                    element("button", { type: "button", onclick: () => download("my-data.json", text) },
                        "Download it again"));
            }, "main"),
            copy,
            ...(makesArchives(session) ? [element("h3", {}, "Archives that you asked for"), list] : [])),
        element("section", { className: "card", ariaLabel: "Erase me" },
            element("h2", {}, "Erase me"),
            element("div", { className: "note bad" },
                element("p", {},
                    element("b", {}, "You are erased from all your tenants, not only from this one, and for good.")),
                element("p", {},
                    "Your account ends, and nobody can bring back what was yours. "
                        + "What you share with somebody keeps their part. Export your data first.")),
            element("p", {}, "The preview changes nothing."),
            action("Preview", async () => {
                const { gdprPreviewEraseMe: act } = await session.data(
                    `mutation PreviewEraseMe { gdprPreviewEraseMe { ${actFields} } }`);
                const confirm = confirmation("ERASE ME", "Erase me, for good", async () => {
                    const { gdprEraseMe } = await session.data(`mutation EraseMe($request: ID!, $hash: String!) {
                        gdprEraseMe(requestId: $request, previewHash: $hash) { ${actFields} }
                    }`, { request: act.requestId, hash: act.previewHash });
                    end.replaceChildren(element("p", { className: "good", role: "status" },
                        "You are erased. Keep the receipt: nobody can find you by it."));
                    const done = element("div", { className: "stack" });
                    end.append(done);
                    // Nobody is left who could look again.
                    await showDone(done, gdprEraseMe, { ...session, mutations: new Set() }, receiptIn(gdprEraseMe));
                }, true);
                end.replaceChildren(previewOf(act, session.zone), confirm);
            }),
            end));
    if (makesArchives(session)) await listArchives(list, session);
}
