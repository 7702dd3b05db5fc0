// SPDX-License-Identifier: Apache-2.0
// What the dashboards show: operations of the public API, and what their answers look like as figures.
//
// A panel is {id, title, about, kind (of tenant), needs (fields of the query root), query, variables(filters),
// shape(data, filters)}. `shape` answers {tiles}, or what `draw` takes, or null where there is nothing.
import { coaching } from "/playground/figures/coaching.js";
import { mediation } from "/playground/figures/mediation.js";
import { training } from "/playground/figures/training.js";

/** All panels, in the order of the page. */
export const panels = [...training, ...mediation, ...coaching];

/** What asks for the first and the latest time of a kind of tenant, and what reads it from the answer. */
export const extents = {
    COMPANY: {
        field: "trainingSessionsAggregate",
        query: "{ trainingSessionsAggregate { min { startedAt } max { startedAt } } }",
        read: ({ trainingSessionsAggregate: { min, max } }) => [min.startedAt, max.startedAt],
    },
    COUPLE: {
        field: "conflictsAggregate",
        query: "{ conflictsAggregate { min { startedAt } max { startedAt } } }",
        read: ({ conflictsAggregate: { min, max } }) => [min.startedAt, max.startedAt],
    },
    ORGANIZATION: {
        field: "coachingSessionsAggregate",
        query: "{ coachingSessionsAggregate { min { sessionDate } max { sessionDate } } }",
        read: ({ coachingSessionsAggregate: { min, max } }) => [min.sessionDate, max.sessionDate],
    },
};
