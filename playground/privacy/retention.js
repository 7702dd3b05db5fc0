// SPDX-License-Identifier: Apache-2.0
// Retention: after how many days rows of a table go.
import { table } from "/playground/parts.js";
import { element } from "/playground/session.js";
import { action, confirmation, field, menu, showing } from "/playground/privacy/common.js";
import { moment } from "/playground/time.js";

/** The tab. */
export function retention(place, session) {
    const rows = element("div", { className: "stack", id: "policies" });
    const acting = element("section", { className: "card", hidden: true, ariaLabel: "The policy" });

    async function load() {
        const { retentionPolicies } = await session.data(`{
            retentionPolicies(first: 100, orderBy: [{relation: ASC}]) {
                nodes { id relation action keepDays isActive rowsDone lastRunAt problem version }
            }
        }`);
        rows.replaceChildren(retentionPolicies.nodes.length === 0
            ? element("p", { className: "empty" }, "Nothing ages out.")
            : table("Retention", ["Table", "What is done", "After days", "State", "Rows done", "Last run", ""],
                retentionPolicies.nodes.map((policy) => [
                    element("code", {}, policy.relation), policy.action, policy.keepDays,
                    !policy.isActive ? "tried out only" : policy.problem ? `active, failed: ${policy.problem}` : "active",
                    Number(policy.rowsDone),
                        moment(policy.lastRunAt, session.zone) || "never",
                    element("button", { type: "button", ariaLabel: `Open the policy of ${policy.relation}`,
                        onclick: () => open(policy) }, "Open"),
                ])));
    }

    /** Says what would go, before anything can be switched on. */
    function open(policy) {
        acting.hidden = false;
        const due = element("p", { role: "status" }, "Counting what is due …");
        const change = element("div", { className: "stack" });
        acting.replaceChildren(element("h2", {}, `${policy.relation}, after ${policy.keepDays} days`), due, change);
        const set = async (isActive) => {
            // What is switched on is what was counted. To stop it, it does not matter that the worker has counted on.
            await session.data(`mutation Set($id: ID!, $version: Int, $active: Boolean!) {
                updateRetentionPolicy(id: $id, ifVersion: $version, input: {isActive: $active}) { __typename }
            }`, { id: policy.id, ...(isActive ? { version: policy.version } : {}), active: isActive });
            acting.hidden = true;
            session.say(isActive ? "The policy is active; the worker carries it out within the hour."
                : "The policy is no longer carried out.");
            await load();
        };
        showing(acting, async () => {
            const { retentionPreview } = await session.data(
                "query Due($id: ID!) { retentionPreview(policyId: $id) }", { id: policy.id });
            due.textContent = `${Number(retentionPreview).toLocaleString("en-GB")} rows are due now. `
                + "Rows of people on hold stay.";
            change.replaceChildren(
                policy.isActive ? action("Stop it", () => set(false))
                    : confirmation(policy.relation, "Carry it out from now on", () => set(true), true),
                action("Remove the policy", async () => {
                    await session.data("mutation Remove($id: ID!) { deleteRetentionPolicy(id: $id) { __typename } }",
                        { id: policy.id });
                    acting.hidden = true;
                    session.say("The policy is removed.");
                    await load();
                }));
        });
        acting.scrollIntoView({ block: "nearest" });
    }

    const relation = element("input",
        { type: "text", required: true, placeholder: "training.transcripts", autocomplete: "off", spellcheck: false });
    const what = menu([["DELETE", "delete the rows"], ["ANONYMIZE", "take their words out"]], "DELETE");
    const days = element("input", { type: "number", required: true, min: 1, defaultValue: "730" });
    const form = element("form", {},
        element("div", { className: "row" }, field("Table", relation), field("what", what), field("after days", days)),
        element("button", { type: "submit", className: "main" }, "Make it, to be tried out"));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        showing(form.closest(".card"), async () => {
            await session.data(
                `mutation Make($input: RetentionPolicyCreateInput!) {
                    createRetentionPolicy(input: $input) { __typename }
                }`, { input: { relation: relation.value.trim(), action: what.value, keepDays: Number(days.value) } });
            form.reset();
            session.say("The policy is made. It changes nothing yet.");
            await load();
        });
    });
    place.append(
        element("p", { className: "faint" },
            "A new policy is only tried out: it says what would go, until it is switched on."),
        rows, acting,
        element("section", { className: "card", ariaLabel: "A new policy" }, element("h2", {}, "A new policy"), form));
    return load();
}
