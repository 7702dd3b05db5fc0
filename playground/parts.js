// SPDX-License-Identifier: Apache-2.0
// Parts of pages: tables, refusals, files to keep.
import { element } from "/playground/session.js";

/** What an API refused, as it says it: message, code, what to do, and the request for whoever reads the log. */
export function refusal(errors) {
    return element("div", { className: "note bad refusal", role: "alert" }, ...errors.map((error) => {
        const { code, hint, requestId } = error.extensions ?? {};
        return element("p", {},
            code ? element("b", {}, `${code}: `) : "", error.message, hint ? ` ${hint}` : "",
            requestId ? element("span", { className: "faint" }, ` (request ${requestId})`) : "");
    }));
}

/** What went wrong before there was an answer, such as a server that is not there. */
export function failure(error) {
    return refusal([{ message: `There was no answer that can be read: ${error.message}. Is the server running?` }]);
}

/**
 * A table.
 *
 * @param caption what it holds
 * @param columns names
 * @param rows arrays of texts, numbers, or elements
 */
export function table(caption, columns, rows) {
    const numeric = columns.map((_, index) => rows.some((row) => typeof row[index] === "number"));
    const cell = (value, index) =>
        element("td", numeric[index] ? { className: "number" } : {}, value ?? "–");
    return element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: caption },
        element("table", {},
            element("caption", { className: "unseen" }, caption),
            element("thead", {}, element("tr", {}, ...columns.map((name, index) =>
                element("th", { scope: "col", className: numeric[index] ? "number" : "" }, name)))),
            element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cell))))));
}

/** Hands a text over as a file. */
export function download(name, text, type = "application/json") {
    save(name, new Blob([text], { type }));
}

/** Hands bytes over as a file. */
export function save(name, blob) {
    const address = URL.createObjectURL(blob);
    element("a", { href: address, download: name }).click();
    // After the browser has begun to read it.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
