// SPDX-License-Identifier: Apache-2.0
// What operations cost and how long they took: the tab "Cost and timing".
import { table } from "/playground/parts.js";
import { element } from "/playground/session.js";

/** The phases of a `Server-Timing` header: [[name, milliseconds]]. */
export function phases(header) {
    return (header ?? "").split(",").map((entry) => entry.trim().match(/^([^;]+);.*?dur=([\d.]+)/)).filter(Boolean)
        .map(([, name, duration]) => [name, Number(duration)]);
}

const rounded = (milliseconds) => Math.round(milliseconds * 100) / 100;
const sum = (entries) => entries.reduce((total, [, duration]) => total + duration, 0);

/** The name of an operation, or how it begins. */
function nameOf({ query, operationName }) {
    return operationName ?? query.match(/\b(?:query|mutation)\s+(\w+)/)?.[1]
        ?? query.trim().replace(/\s+/g, " ").slice(0, 40);
}

/** What an answer says of its cost: [[of what, cost]]. */
function costs(cost) {
    if (!cost) return [];
    return [
        ...Object.entries(cost.fields ?? {}).map(([field, value]) => [field, value]),
        ["all of it, before it ran", cost.requested], ["at most allowed", cost.limit],
    ];
}

/** What is told of the last operation, and of those before it in this tab. The newest run comes first. */
export function costAndTiming(runs) {
    const [last, ...former] = runs;
    if (!last) return [element("p", {}, "Run an operation first.")];
    const inside = phases(last.timing);
    const bar = (duration) => element("meter",
        { min: 0, max: last.milliseconds, value: duration, ariaLabel: `${rounded(duration)} ms` });
    const cost = costs(last.cost);
    return [
        element("h3", {}, nameOf(last.request)),
        table("Where the time went", ["Part", "ms", ""], [
            ...inside.map(([name, duration]) => [name, rounded(duration), bar(duration)]),
            ...(inside.length > 0 ? [
                ["network and browser", rounded(Math.max(0, last.milliseconds - sum(inside))),
                    bar(Math.max(0, last.milliseconds - sum(inside)))],
            ] : []),
            ["all, as seen from here", rounded(last.milliseconds), bar(last.milliseconds)],
        ]),
        ...(inside.length === 0 ? [element("p", { className: "faint" },
            "This server does not tell its part of it: only `palisade dev` does.")] : []),
        element("p", {}, `The answer has ${last.bytes.toLocaleString("en-GB")} bytes.`),
        ...(cost.length > 0 ? [element("h3", {}, "Cost"), table("Cost", ["Of", ""], cost)] : []),
        ...(former.length > 0 ? [
            element("h3", {}, "Before that"),
            table("Former runs", ["Operation", "ms", "of it the server", "Bytes"], former.map((run) => [
                nameOf(run.request), rounded(run.milliseconds), rounded(sum(phases(run.timing))), run.bytes,
            ])),
        ] : []),
    ];
}
