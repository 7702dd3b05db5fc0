// SPDX-License-Identifier: Apache-2.0
// Days of time zones: the server groups by instants, people choose days.

const formats = new Map();

function format(zone, options, locale = "en-GB") {
    const key = JSON.stringify([zone, options, locale]);
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
    return formats.get(key);
}

/** Whether the browser knows a time zone by this name. */
export function isZone(name) {
    try {
        return Boolean(format(name, { year: "numeric" }));
    } catch {
        return false;
    }
}

/** The day of an instant in a zone, such as `2026-11-01`. */
export function dayOf(instant, zone) {
    return format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA").format(new Date(instant));
}

/** By how much a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offset(instant, zone) {
    const numeric = "2-digit";
    const parts = Object.fromEntries(format(zone, {
        hourCycle: "h23", year: "numeric", month: numeric, day: numeric, hour: numeric, minute: numeric,
            second: numeric,
    }, "en-US").formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - instant;
}

/** The first instant of a day in a zone, as RFC 3339. Where clocks skip midnight, the day begins after that. */
export function startOfDay(day, zone) {
    const wall = Date.parse(`${day}T00:00:00Z`);
    let instant = wall - offset(wall, zone);
    instant = wall - offset(instant, zone);
    while (dayOf(instant, zone) < day) instant += 15 * 60_000;
    return new Date(instant).toISOString().replace(".000Z", "Z");
}

/** A day so many days later. */
export function addDays(day, days) {
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days there are from one to another, both included. */
export function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** The name of a step in time that begins with an instant (or a day, which has no zone). */
export function stepName(key, unit, zone) {
    const [instant, place] = key.length === 10 ? [new Date(`${key}T00:00:00Z`), "UTC"] : [new Date(key), zone];
    return unit === "MONTH" ? format(place, { month: "short", year: "numeric" }).format(instant)
        : format(place, { day: "numeric", month: "short", year: "2-digit" }).format(instant);
}

/** Day and time as people read them. */
export function moment(instant, zone) {
    return instant ? format(zone, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant)) : "";
}
