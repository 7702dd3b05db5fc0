// SPDX-License-Identifier: Apache-2.0
// One operation as two people, side by side.
import { frame } from "/playground/frame.js";
import { beginning, trouble } from "/playground/parts.js";
import { ask, choosePerson, element, identities, readyMade } from "/playground/session.js";

const at = (id) => document.getElementById(id);
const sides = ["left", "right"];
const people = {};

/** Values of ids, the marks by which rows are known. */
function identifiers(value, found = new Set()) {
    if (Array.isArray(value)) value.forEach((item) => identifiers(item, found));
    else if (value && typeof value === "object") {
        for (const [key, inner] of Object.entries(value)) {
            if (typeof inner === "string" && /^(id|nodeId)$|Id$/.test(key)) found.add(inner);
            else identifiers(inner, found);
        }
    }
    return found;
}

function show(place, text, other) {
    const known = new Set(other.split("\n"));
    place.replaceChildren(...text.split("\n").flatMap((line) => {
        const [, indent, words] = line.match(/^(\s*)(.*)$/);
        return [indent, known.has(line) ? words : element("mark", {}, words), "\n"];
    }));
}

function say(text, className) {
    at("verdict").className = className;
    at("verdict").textContent = text;
}

const ids = (count) => `${count} ${count === 1 ? "id" : "ids"}`;

/** What the two answers show of isolation. */
function judge(left, right) {
    if (!left.result.data && !right.result.data) return say("Both got an error.", "bad");
    const [mine, theirs] = [identifiers(left.result.data), identifiers(right.result.data)];
    if (mine.size + theirs.size === 0) {
        return say("No ids were selected: select `id` to see whether the two share rows.", "faint");
    }
    const got = (answer, found) => (answer.result.data ? ids(found.size) : "an error");
    if (!left.result.data || !right.result.data) {
        return say(`${got(left, mine)} on the left, ${got(right, theirs)} on the right.`, "good");
    }
    const shared = [...mine].filter((identifier) => theirs.has(identifier));
    return say(`${ids(mine.size)} on the left, ${theirs.size} on the right, ${shared.length} of them on both sides.`,
        "good");
}

async function compare() {
    const button = at("run");
    button.disabled = true;
    at("notice").replaceChildren();
    say("Asking …", "faint");
    try {
        const request = { query: at("query").value };
        const [left, right] = await Promise.all(sides.map((side) => ask(request, people[side].token)));
        const texts = [left, right].map((answer) => {
            const { data, errors } = answer.result;
            return JSON.stringify(errors ? { data, errors: errors.map((error) => error.message) } : { data }, null, 2);
        });
        show(at("leftAnswer"), texts[0], texts[1]);
        show(at("rightAnswer"), texts[1], texts[0]);
        judge(left, right);
    } catch (error) {
        say("", "");
        for (const side of sides) at(`${side}Answer`).replaceChildren();
        at("notice").replaceChildren(trouble(error, compare));
    } finally {
        button.disabled = false;
    }
}

frame();
const [known, operations] = await beginning(at("notice"), () => Promise.all([identities(), readyMade()]));
const queries = operations.filter(
    ({ query, variables }) => !variables && !/^(\s|#.*\n)*mutation\b/.test(query));
at("ready").replaceChildren(...queries.map((operation, index) =>
    new Option(`${operation.product}: ${operation.name}`, String(index))));
at("ready").addEventListener("change",
    () => { at("query").value = queries[Number(at("ready").value)].query; compare(); });
at("query").value = queries[0]?.query ?? "{ __typename }";
const admins = known.flatMap((person, index) => person.role === "admin" ? [index] : []);
sides.forEach((side, index) => choosePerson(
    at(side), known, (person) => { people[side] = person; if (people.left && people.right) compare(); },
    { first: admins[index] ?? index, remembers: false }));
at("run").addEventListener("click", compare);
