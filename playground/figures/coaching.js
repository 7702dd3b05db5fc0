// SPDX-License-Identifier: Apache-2.0
// An organization of coaches.
import { number, stepLabel, words } from "/playground/figures/shared.js";
import { stepName } from "/playground/time.js";

export const coaching = [
    {
        id: "stats", title: "What was done", kind: "ORGANIZATION", wide: true, days: true,
        about: "For coaches their own part, for admins everybody's; "
            + "analysts get nothing where fewer than five clients came.",
        needs: ["coachingStats"],
        query: `query WhatWasDone($days: Int!) {
  coachingStats(days: $days) {
    firstDay lastDay coaches clients sessions minutes breakthroughs summaries approvedSummaries followUpsSent
  }
}`,
        variables: (filters) => ({ days: filters.days }),
        shape({ coachingStats: stats }) {
            if (!stats || stats.sessions === 0) return null;
            return {
                note: `${stats.firstDay} to ${stats.lastDay}.`
                    + (stats.sessions === null ? " Too few clients came to tell." : ""),
                tiles: [
                    ["Coaches", stats.coaches], ["Clients", stats.clients], ["Sessions", stats.sessions],
                    ["Minutes", number(stats.minutes)], ["Breakthroughs", stats.breakthroughs],
                    ["Summaries", stats.summaries], ["Approved", stats.approvedSummaries],
                    ["Follow-ups sent", stats.followUpsSent],
                ],
            };
        },
    },
    {
        id: "coaching", title: "Coaching sessions", kind: "ORGANIZATION", wide: true,
        about: "By the coach's calendar, with their length together.",
        needs: ["coachingSessionsAggregate"],
        query: `query CoachingSessions($where: CoachingSessionFilter, $time: DateBucket!) {
  coachingSessionsAggregate(where: $where) {
    groups(by: {sessionDate: $time}) { key { sessionDate } count sum { durationMinutes } }
  }
}`,
        variables: (filters) => ({
            where: { sessionDate: { gte: filters.from, lte: filters.to } },
            time: { unit: filters.unit, fillFrom: filters.from, fillTo: filters.to },
        }),
        shape({ coachingSessionsAggregate: { groups } }, filters) {
            if (!groups.some((group) => group.count)) return null;
            return {
                label: stepLabel[filters.unit],
                labels: groups.map((group) => stepName(group.key.sessionDate, filters.unit)),
                series: [
                    { name: "Sessions", values: groups.map((group) => group.count) },
                    {
                        name: "Minutes", kind: "line", right: true,
                        values: groups.map((group) => number(group.sum.durationMinutes) ?? 0),
                    },
                ],
                unit: "sessions", rightUnit: "minutes",
            };
        },
    },
    {
        id: "sorts", title: "Sorts of sessions", kind: "ORGANIZATION",
        about: "How many of each sort there were in these days, and how long they took.",
        needs: ["coachingSessionsAggregate"],
        query: `query Sorts($where: CoachingSessionFilter) {
  coachingSessionsAggregate(where: $where) {
    groups(by: {sessionType: true}) { key { sessionType } count avg { durationMinutes } }
  }
}`,
        variables: (filters) => ({ where: { sessionDate: { gte: filters.from, lte: filters.to } } }),
        shape({ coachingSessionsAggregate: { groups } }) {
            if (groups.length === 0) return null;
            return {
                label: "Sort", labels: groups.map((group) => words(group.key.sessionType)),
                series: [
                    { name: "Sessions", values: groups.map((group) => group.count) },
                    {
                        name: "Mean minutes", tableOnly: true,
                        values: groups.map((group) => number(group.avg.durationMinutes)),
                    },
                ],
                unit: "sessions",
            };
        },
    },
];
