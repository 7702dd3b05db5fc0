// SPDX-License-Identifier: Apache-2.0
// Legal holds: whom nothing may erase for now.
import { table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { confirmation, field, namesOf, showing } from "/playground/privacy/common.js";
import { finder } from "/playground/privacy/people.js";
import { addDays, moment, startOfDay } from "/playground/time.js";

/** The tab. */
export function holds(place, session) {
    const rows = element("div", { className: "stack", id: "holds" });
    const lifting = element("section", { className: "card", hidden: true, ariaLabel: "Lift a hold" });
    const making = element("div", { className: "stack" });

    async function load() {
        const { legalHolds } = await session.data(`{
            legalHolds(first: 100, orderBy: [{createdAt: DESC}]) { nodes { id subjectId reason until createdAt } }
        }`);
        const names = await namesOf(legalHolds.nodes.map((hold) => hold.subjectId), session);
        rows.replaceChildren(legalHolds.nodes.length === 0
            ? element("p", { className: "empty" }, "Nobody is on hold.")
            : table("Legal holds", ["Person", "Why", "Since", "Until", ""], legalHolds.nodes.map((hold) => {
                const name = names.get(hold.subjectId) ?? hold.subjectId;
                return [name, hold.reason, moment(hold.createdAt, session.zone),
                    hold.until ? moment(hold.until, session.zone) : "lifted by hand",
                    element("button", { type: "button", ariaLabel: `Lift the hold on ${name}`,
                        onclick: () => lift(hold, name) }, "Lift")];
            })));
    }

    function lift(hold, name) {
        lifting.hidden = false;
        lifting.replaceChildren(
            element("h2", {}, `Lift the hold on ${name}`),
            element("p", {}, "What is due to be erased or aged out will be."),
            confirmation(name, "Lift the hold", async () => {
                await session.data("mutation Lift($id: ID!) { deleteLegalHold(id: $id) { __typename } }",
                    { id: hold.id });
                lifting.hidden = true;
                session.say(`The hold on ${name} is lifted.`);
                await load();
            }, true));
        lifting.scrollIntoView({ block: "nearest" });
    }

    function make(person) {
        const reason = element("input",
            { type: "text", required: true, placeholder: "the dispute or the law; no names", maxLength: 500 });
        const until = element("input", { type: "date" });
        const form = element("form", {},
            element("h3", {}, `Hold ${person.name}`), field("Why", reason), field("Until, if it ends by itself", until),
            element("button", { type: "submit", className: "main" }, "Set the hold"));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            showing(making.closest(".card"), async () => {
                await session.data(
                    "mutation Hold($input: LegalHoldCreateInput!) { createLegalHold(input: $input) { __typename } }", {
                    input: {
                        subjectId: person.id, reason: reason.value.trim(),
                        ...(until.value ? { until: startOfDay(addDays(until.value, 1), session.zone) } : {}),
                    },
                });
                making.replaceChildren();
                session.say(`${person.name} is on hold.`);
                await load();
            });
        });
        making.replaceChildren(form);
    }

    place.append(
        element("p", { className: "faint" },
            "While a hold stands, erasing, anonymizing, deleting and ageing out are refused; exports go on."),
        rows, lifting,
        element("section", { className: "card", ariaLabel: "A new hold" },
            element("h2", {}, "A new hold"), finder(session, make, "Hold"), making));
    return load();
}
