// SPDX-License-Identifier: Apache-2.0
// Parts of pages: tables, refusals, what to do about them, files to keep.
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

/** What is said where there is no answer, such as by a server that is not there. */
export function unanswered(error) {
    return `The server gave no answer (${error.message}). Is it still running?`;
}

/** Codes of errors that a later attempt may not meet. */
const passing = new Set(["UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "INTERNAL"]);

/**
 * What went wrong: what an API refused, or that it did not answer.
 *
 * @param error what `askData` threw, or {errors}
 * @param again called to try again, which is offered where that may help; left out where the page has a button for it
 */
export function trouble(error, again) {
    const note = refusal(error.errors ?? [{ message: unanswered(error) }]);
    const passes = !error.errors || error.errors.some(({ extensions }) => passing.has(extensions?.code));
    if (again && passes) {
        note.append(element("p", {}, element("button", {
            type: "button",
            onclick: ({ target }) => {
                target.disabled = true;
                again();
            },
        }, "Try again")));
    }
    return note;
}

/** Gets what a page begins with; while that cannot be had, a place says why, and offers to try again. */
export async function beginning(place, work) {
    for (;;) {
        try {
            const got = await work();
            place.replaceChildren();
            return got;
        } catch (error) {
            await new Promise((again) => { place.replaceChildren(trouble(error, again)); });
        }
    }
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
