// SPDX-License-Identifier: Apache-2.0
// What the tabs of the console share.
import { trouble } from "/playground/parts.js";
import { element } from "/playground/session.js";

/** Kinds of requests: what they are called, what they do, and the mutation that carries them out. */
export const kinds = {
    ERASE: {
        name: "Erase", mutation: "gdprEraseSubject", destroys: true,
        does: "Ends the person's membership and deletes what is theirs in this tenant. "
            + "What two people share keeps the other's part.",
    },
    ANONYMIZE: {
        name: "Anonymize", mutation: "gdprAnonymizeSubject", destroys: true,
        does: "Takes the person out of this tenant's rows. Figures stay under a random name.",
    },
    DELETE_SESSIONS: {
        name: "Delete sessions", mutation: "gdprDeleteUserSessions", destroys: true,
        does: "Deletes the person's sessions and all that belongs to them. The person stays.",
    },
    EXPORT: {
        name: "Export", mutation: "gdprExportSubject",
        does: "Hands out all that is there about the person, as JSON. The copy itself is not kept here.",
    },
    RESTRICT: {
        name: "Restrict", mutation: "gdprRestrictProcessing",
        does: "Nothing more is written about the person, and nobody else reads their rows, until it is lifted: "
            + "from this request, since their name is hidden too.",
    },
    UNRESTRICT: {
        name: "Lift a restriction", mutation: "gdprRestrictProcessing",
        does: "It may be written about the person again.",
    },
    ANONYMIZE_SESSION: {
        name: "Anonymize a session", mutation: "gdprAnonymizeSession", destroys: true,
        does: "Takes the words out of one session, for good; its figures stay. Nothing can be written to it again.",
    },
    RECTIFY: {
        name: "Correct a value", mutation: "gdprRectify",
        does: "Puts one value right: of the person's own row, or of another row that is about them.",
    },
};

/** The fields of an act that the console shows. */
export const actFields = "requestId kind state subjectId preview previewHash rowsDone rowsLeft dueAt finishedAt "
    + "receipt receiptPreviousHash receiptHash";

/** Whether an error says that the role's schema lacks a field. */
const lacksField = (error) =>
    error.extensions?.code === "GRAPHQL_VALIDATION_FAILED" && /^Cannot query field/.test(error.message);

function shown(error, again) {
    const note = trouble(error, again);
    if (error.errors?.some(lacksField)) {
        note.append(element("p", {},
            "PostgreSQL grants this role nothing that the field needs: its schema does not have it."));
    }
    return note;
}

/**
 * Runs what fills a place; shows there what is refused, or that there was no answer.
 *
 * @param again called to try again, where no other button of the place does
 */
export async function showing(place, work, again) {
    place.setAttribute("aria-busy", "true");
    place.querySelectorAll(":scope > .refusal").forEach((note) => note.remove());
    try {
        return await work();
    } catch (error) {
        if (error.name === "AbortError") return undefined;
        if (place.classList.contains("tab")) place.prepend(shown(error, again));
        else place.append(shown(error, again));
        return undefined;
    } finally {
        place.removeAttribute("aria-busy");
    }
}

/** A field with a label. */
export function field(label, input) {
    return element("label", {}, label, " ", input);
}

/** A menu of [value, name]. */
export function menu(options, value, label) {
    const select = element("select", label ? { ariaLabel: label } : {},
        ...options.map(([key, name]) => new Option(name, key)));
    select.value = value;
    return select;
}

/** A button that shows beside itself what is refused. */
export function action(name, work, className = "") {
    const button = element("button", { type: "button", className }, name);
    button.addEventListener("click", async () => {
        button.disabled = true;
        await showing(button.closest(".card, .tab"), work);
        button.disabled = false;
    });
    return button;
}

/**
 * A form that does something only once a text was typed that says what.
 *
 * @param text what has to be typed
 * @param name what the button says
 * @param work called when it was typed and the button was pressed
 */
export function confirmation(text, name, work, destroys) {
    const input = element("input", { type: "text", autocomplete: "off", spellcheck: false, className: "typed" });
    const button = element("button", { type: "submit", disabled: true, className: destroys ? "danger" : "main" }, name);
    input.addEventListener("input", () => { button.disabled = input.value.trim() !== text; });
    const form = element("form", { className: "confirmation" },
        element("label", { className: "stack" }, element("span", {}, "To confirm, type ", element("b", {}, text)),
            input), button);
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (input.value.trim() !== text) return;
        button.disabled = true;
        await showing(form.closest(".card"), work);
        // What was refused, such as for want of time, can be tried again.
        button.disabled = input.value.trim() !== text;
    });
    return form;
}

/** Names of people by their keys, as far as the one who asks may see them. */
export async function namesOf(ids, session) {
    const wanted = [...new Set(ids.filter(Boolean))];
    if (wanted.length === 0) return new Map();
    const names = new Map();
    for (const [list, name] of [["memberships", "displayName"], ["trainees", "fullName"], ["clients", "name"]]) {
        try {
            const data = await session.data(
                `query Names($ids: [ID!]!) { ${list}(first: 200, where: {id: {in: $ids}}) { nodes { id ${name} } } }`,
                { ids: wanted.slice(0, 200) });
            for (const node of data[list].nodes) names.set(node.id, node[name]);
        } catch (error) {
            // A schema without this list names nobody by it.
            if (!error.errors) throw error;
        }
        if (wanted.every((id) => names.has(id))) break;
    }
    return names;
}

/** Waits, unless the tab is closed meanwhile. */
export function pause(milliseconds, signal) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, milliseconds);
        signal.addEventListener("abort", () => {
            clearTimeout(timer);
            reject(new DOMException("closed", "AbortError"));
        });
    });
}
