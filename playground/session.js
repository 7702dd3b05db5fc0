// SPDX-License-Identifier: Apache-2.0
// Who asks, and how operations are sent. Shared by all pages. Tokens live in this tab alone.

/** The demo identities; none outside of development. */
export function identities() {
    return listAt("/playground/identities.json");
}

/** A list that a server has, or has not. Throws where it does not answer. */
async function listAt(path) {
    const response = await fetch(path);
    if (response.status === 404) return [];
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
}

const pasted = "palisade:token";

/** The token that was pasted in this tab, if any. */
export function pastedToken() {
    return sessionStorage.getItem(pasted);
}

/** Keeps a pasted token until this tab is closed; without one, forgets it. */
export function keepToken(token) {
    if (token) sessionStorage.setItem(pasted, token);
    else sessionStorage.removeItem(pasted);
}

/** Sends an operation. Answers the response's JSON and its length, and how long it took in milliseconds. */
export async function ask(request, token, headers = {}) {
    const started = performance.now();
    const response = await fetch("/graphql", {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers, ...bearer(token) },
        body: JSON.stringify(request),
    });
    const text = await response.text();
    const milliseconds = performance.now() - started;
    return {
        result: parsed(text, response.status), bytes: new TextEncoder().encode(text).length, milliseconds,
        timing: response.headers.get("Server-Timing"),
    };
}

/** What an answer says. Something in between, such as a proxy, may have answered in the server's place. */
function parsed(text, status) {
    try {
        return JSON.parse(text);
    } catch {
        throw new Error(`HTTP ${status}, and no JSON`);
    }
}

/** The data of an answer. What is refused is thrown, as an error with the answer's `errors`. */
export async function askData(query, variables, token) {
    const { result } = await ask({ query, variables }, token);
    if (result.errors) throw Object.assign(new Error("refused"), { errors: result.errors });
    return result.data;
}

/** The statements and plans of an operation; null where the server does not tell. */
export async function explain(request, token) {
    const response = await fetch("/playground/explain", {
        method: "POST",
        headers: { "Content-Type": "application/json", ...bearer(token) },
        body: JSON.stringify(request),
    });
    return response.status === 404 ? null : response.json();
}

/** What is at a path of this server, asked for as somebody. */
export function fetchAs(path, token) {
    return fetch(path, { headers: bearer(token) });
}

function bearer(token) {
    return token ? { Authorization: `Bearer ${token}` } : {};
}

const remembered = "palisade:person";

/** Lets the pages of this tab begin with somebody of this name, where a name is given. */
export function rememberPerson(name) {
    if (name) sessionStorage.setItem(remembered, name);
}

/**
 * Fills a menu with people to be, and tells of the one that is chosen.
 *
 * @param select the menu
 * @param people what `identities()` answered
 * @param chosen called with {name, token}, at once and after each choice
 * @param first the index of the one to begin with
 * @param remembers whether the other pages of this tab begin with the same person: the name is kept, no token
 */
export function choosePerson(select, people, chosen, { first = 0, remembers = true } = {}) {
    const nobody = { name: "Nobody (no token)", token: null };
    const options = () => [...people, nobody, ...(pastedToken() ? [{ name: "My token", token: pastedToken() }] : [])];
    const fill = (selected) => {
        select.replaceChildren(
            ...options().map((person, index) => new Option(person.name, String(index), false, index === selected)),
            new Option("Paste a token …", "paste"));
        select.value = String(selected);
        if (remembers) rememberPerson(options()[selected].name);
        chosen(options()[selected]);
    };
    const last = remembers ? options().findIndex(({ name }) => name === sessionStorage.getItem(remembered)) : -1;
    let current = last >= 0 ? last : Math.min(first, options().length - 1);
    select.addEventListener("change", () => {
        if (select.value === "paste") {
            const token = prompt("A token. It is kept until this tab is closed.")?.trim().replace(/^Bearer /, "");
            if (token) {
                keepToken(token);
                current = options().length - 1;
            }
        } else {
            current = Number(select.value);
        }
        fill(current);
    });
    fill(current);
}

/** Chooses the person whose name begins so, where there is one. Answers whether there is. */
export function become(select, name) {
    const option = [...select.options].find((option) => name && option.text.startsWith(name));
    if (option && select.value !== option.value) {
        select.value = option.value;
        select.dispatchEvent(new Event("change"));
    }
    return Boolean(option);
}

/**
 * The address of the playground with an operation in it. It stands behind the #, which browsers do not send to servers.
 * Never with a token.
 */
export function operationLink({ query, variables }) {
    const bytes = new TextEncoder().encode(JSON.stringify({ query, variables }));
    return `${location.origin}/playground#${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

/** Puts a link into the address bar and, where the browser allows it, the clipboard. Answers what to tell. */
export async function shareLink(link, holds) {
    history.replaceState(null, "", link);
    try {
        await navigator.clipboard.writeText(link);
        return `The link is copied. It holds ${holds}, and no token.`;
    } catch {
        return `The link is in the address bar. It holds ${holds}, and no token.`;
    }
}

/** An element with properties and children: enough to write pages without a template language. */
export function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (key in made) made[key] = value;
        else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
}

/** Ready-made operations: [{product, name, person, query, variables}]. */
export function readyMade() {
    return listAt("/playground/operations.json");
}
