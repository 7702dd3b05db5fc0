// SPDX-License-Identifier: Apache-2.0
// What all pages have in common: a header with links to the others, and light or dark.
import { element } from "/playground/session.js";

const pages = [
    ["/playground", "Playground"],
    ["/playground/isolation", "Isolation"],
    ["/playground/dashboards", "Dashboards"],
    ["/playground/privacy", "Privacy"],
];

const stored = "palisade:theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** The theme in force: light or dark. */
export function theme() {
    const chosen = localStorage.getItem(stored);
    return chosen ?? (system.matches ? "dark" : "light");
}

function apply() {
    const chosen = localStorage.getItem(stored);
    document.documentElement.style.colorScheme = chosen ?? "light dark";
    // GraphiQL has a theme of its own, which it reads from here when it starts and from the body's class afterwards.
    if (chosen) localStorage.setItem("graphiql:theme", chosen);
    else localStorage.removeItem("graphiql:theme");
    document.body.classList.remove("graphiql-light", "graphiql-dark");
    if (chosen) document.body.classList.add(`graphiql-${chosen}`);
    dispatchEvent(new Event("themechange"));
}

function themeMenu() {
    const select = element("select", { id: "theme", ariaLabel: "Light or dark" },
        new Option("Theme: system", ""), new Option("Theme: light", "light"), new Option("Theme: dark", "dark"));
    select.value = localStorage.getItem(stored) ?? "";
    select.addEventListener("change", () => {
        if (select.value) localStorage.setItem(stored, select.value);
        else localStorage.removeItem(stored);
        apply();
    });
    return select;
}

/** Puts name, links and theme into the page's header; what the page has there itself comes in a row below. */
export function frame() {
    const header = document.querySelector("header");
    const here = location.pathname.replace(/\/$/, "");
    const tools = element("div", { className: "tools" }, ...header.children);
    header.replaceChildren(
        element("button", {
            type: "button", className: "skip", onclick: () => document.getElementById("content").focus(),
        }, "Skip to the content"),
        element("span", { className: "name" }, "Palisade"),
        element("nav", { ariaLabel: "Pages" }, ...pages.map(([path, name]) => {
            const link = element("a", { href: path }, name);
            if (path === here) link.setAttribute("aria-current", "page");
            return link;
        })),
        themeMenu(), ...(tools.childElementCount > 0 ? [tools] : []));
    apply();
    system.addEventListener("change", () => dispatchEvent(new Event("themechange")));
}
