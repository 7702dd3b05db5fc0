// SPDX-License-Identifier: Apache-2.0
// What panels of all modules share.

/** The rows of the chosen days. */
export const between = (filters) => ({ gte: filters.start, lt: filters.end });

/** Steps in time over the chosen days, those without rows included. */
export const bucket = (filters) =>
    ({ unit: filters.unit, timeZone: filters.zone, fillFrom: filters.start, fillTo: filters.last });

/** A number that is there, be it one that JSON carries as a text; null stays null. */
export const number = (value) => (value === null || value === undefined ? null : Number(value));

/** The name of a step in time, by its unit. */
export const stepLabel = { DAY: "Day", WEEK: "Week from", MONTH: "Month" };

/** An enum's value or a topic as people read it. */
export const words = (name) => name.toLowerCase().replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
