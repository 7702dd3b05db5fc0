// SPDX-License-Identifier: Apache-2.0
// A couple.
import { between, bucket, number, stepLabel, words } from "/playground/figures/shared.js";
import { stepName } from "/playground/time.js";

const conflictsWhere = (filters) => ({ startedAt: between(filters) });

export const mediation = [
    {
        id: "conflicts", title: "Conflicts and how bad they were", kind: "COUPLE", wide: true,
        about: "How many began, and their mean severity, from 0 (mild) to 1 (severe).",
        needs: ["conflictsAggregate"],
        query: `query ConflictsByTime($where: ConflictFilter, $time: TimeBucket!) {
  conflictsAggregate(where: $where) {
    groups(by: {startedAt: $time}) { key { startedAt } count avg { severityScore } }
  }
}`,
        variables: (filters) => ({ where: conflictsWhere(filters), time: bucket(filters) }),
        shape({ conflictsAggregate: { groups } }, filters) {
            if (!groups.some((group) => group.count)) return null;
            return {
                label: stepLabel[filters.unit],
                labels: groups.map((group) => stepName(group.key.startedAt, filters.unit, filters.zone)),
                series: [
                    { name: "Conflicts", values: groups.map((group) => group.count) },
                    {
                        name: "Mean severity", kind: "line", right: true,
                        values: groups.map((group) => number(group.avg.severityScore)),
                    },
                ],
                unit: "conflicts", rightUnit: "severity, 0 to 1", rightMax: 1,
            };
        },
    },
    {
        id: "topics", title: "Conflicts by topic", kind: "COUPLE",
        about: "A conflict counts under each of its topics.",
        needs: ["conflicts"],
        // A list is no key of a group: the topics are counted here, page by page.
        pages: "conflicts",
        query: `query Topics($where: ConflictFilter, $after: String) {
  conflicts(where: $where, first: 200, after: $after, orderBy: [{startedAt: ASC}]) {
    nodes { conflictTopics severityScore }
    pageInfo { hasNextPage endCursor }
  }
}`,
        variables: (filters) => ({ where: conflictsWhere(filters) }),
        shape({ conflicts: { nodes } }) {
            const topics = new Map();
            for (const { conflictTopics, severityScore } of nodes) {
                for (const topic of conflictTopics) {
                    const known = topics.get(topic) ?? { count: 0, rated: 0, sum: 0 };
                    known.count += 1;
                    if (severityScore !== null) {
                        known.rated += 1;
                        known.sum += severityScore;
                    }
                    topics.set(topic, known);
                }
            }
            if (topics.size === 0) return null;
            const rows = [...topics].sort(([one, a], [other, b]) => b.count - a.count || one.localeCompare(other));
            return {
                label: "Topic", labels: rows.map(([topic]) => words(topic)), horizontal: true, tall: rows.length > 12,
                series: [
                    { name: "Conflicts", values: rows.map(([, row]) => row.count) },
                    {
                        name: "Mean severity", tableOnly: true,
                        values: rows.map(([, row]) => (row.rated ? row.sum / row.rated : null)),
                    },
                ],
                unit: "conflicts",
            };
        },
    },
    {
        id: "phases", title: "Conflicts by phase of the cycle", kind: "COUPLE",
        about: "Only where a partner chose to say so; nothing is computed from private entries.",
        needs: ["conflictsAggregate"],
        query: `query Phases($where: ConflictFilter) {
  conflictsAggregate(where: $where) {
    groups(by: {cyclePhase: true}) { key { cyclePhase } count avg { severityScore } }
  }
}`,
        variables: (filters) => ({ where: conflictsWhere(filters) }),
        shape({ conflictsAggregate: { groups } }) {
            if (groups.length === 0) return null;
            return {
                label: "Phase",
                    labels: groups.map((group) => (group.key.cyclePhase ? words(group.key.cyclePhase) : "Not said")),
                series: [
                    { name: "Conflicts", values: groups.map((group) => group.count) },
                    {
                        name: "Mean severity", kind: "points", right: true,
                        values: groups.map((group) => number(group.avg.severityScore)),
                    },
                ],
                unit: "conflicts", rightUnit: "severity, 0 to 1", rightMax: 1,
            };
        },
    },
];
