// SPDX-License-Identifier: Apache-2.0
// A company that trains its people.
import { between, bucket, number, stepLabel, words } from "/playground/figures/shared.js";
import { stepName } from "/playground/time.js";

const ofTeam = (filters) =>
    (filters.team === undefined ? {} : { team: filters.team === "" ? { isNull: true } : { eq: filters.team } });

function sessionsWhere(filters) {
    return { startedAt: between(filters), ...(filters.team === undefined ? {} : { trainee: ofTeam(filters) }) };
}

function scoresWhere(filters) {
    return {
        overallScore: { isNull: false }, session: { startedAt: between(filters) },
        ...(filters.team === undefined ? {} : { trainee: ofTeam(filters) }),
    };
}

const team = (name) => name ?? "No team";

export const training = [
    {
        id: "company", title: "In these days", kind: "COMPANY", wide: true,
        needs: ["trainingSessionsAggregate", "sessionAnalyticsAggregate"],
        query: `query InTheseDays($sessions: TrainingSessionFilter, $scores: SessionAnalyticsFilter) {
  trainingSessionsAggregate(where: $sessions) {
    count
    countDistinct { traineeId }
    sum { durationSeconds minuteCost }
  }
  sessionAnalyticsAggregate(where: $scores) {
    count
    avg { overallScore }
    percentile(p: 0.5) { overallScore }
  }
}`,
        variables: (filters) => ({ sessions: sessionsWhere(filters), scores: scoresWhere(filters) }),
        shape({ trainingSessionsAggregate: sessions, sessionAnalyticsAggregate: scores }) {
            if (sessions.count === 0) return null;
            return {
                tiles: [
                    ["Sessions", sessions.count],
                    ["People", sessions.countDistinct.traineeId],
                    ["Minutes", Math.round(Number(sessions.sum.durationSeconds) / 60)],
                    ["Scored", scores.count],
                    ["Mean score", number(scores.avg.overallScore)],
                    ["Median score", number(scores.percentile.overallScore)],
                ],
            };
        },
    },
    {
        id: "time", title: "Sessions and scores", kind: "COMPANY", wide: true,
        about: "How many sessions began, and the mean overall score of those that have one.",
        needs: ["trainingSessionsAggregate", "sessionAnalyticsAggregate"],
        query: `query SessionsAndScores(
  $sessions: TrainingSessionFilter
  $scores: SessionAnalyticsFilter
  $time: TimeBucket!
) {
  trainingSessionsAggregate(where: $sessions) {
    groups(by: {startedAt: $time}) { key { startedAt } count }
  }
  sessionAnalyticsAggregate(where: $scores) {
    groups(by: {session: {startedAt: $time}}) { key { session { startedAt } } avg { overallScore } }
  }
}`,
        variables: (filters) =>
            ({ sessions: sessionsWhere(filters), scores: scoresWhere(filters), time: bucket(filters) }),
        shape(data, filters) {
            const groups = data.trainingSessionsAggregate.groups;
            const scores = new Map(data.sessionAnalyticsAggregate.groups.map((group) =>
                [group.key.session.startedAt, number(group.avg.overallScore)]));
            const sessions = groups.map((group) => group.count);
            if (!sessions.some(Boolean)) return null;
            return {
                label: stepLabel[filters.unit],
                labels: groups.map((group) => stepName(group.key.startedAt, filters.unit, filters.zone)),
                series: [
                    { name: "Sessions", values: sessions },
                    {
                        name: "Mean score", kind: "line", right: true,
                        values: groups.map((group) => scores.get(group.key.startedAt) ?? null),
                    },
                ],
                unit: "sessions", rightUnit: "score, 0 to 100", rightMax: 100,
            };
        },
    },
    {
        id: "progress", title: "Progress of each trainee", kind: "COMPANY", wide: true,
        about: "From the overall score of the first scored session of these days to that of the latest; "
            + "those who gained most come first.",
        needs: ["trainees", "trainingSessionsAggregate"],
        query: `query Progress(
  $trainees: TraineeFilter
  $sessions: TrainingSessionFilter
  $scores: SessionAnalyticsFilter
) {
  trainees(first: 60, where: $trainees, orderBy: [{fullName: ASC}]) {
    totalCount
    nodes {
      fullName
      team
      sessionsAggregate(where: $sessions) { count }
      analyticsAggregate(where: $scores) { avg { overallScore } }
      earliest: analytics(first: 1, where: $scores, orderBy: [{session: {startedAt: ASC}}]) { nodes { overallScore } }
      latest: analytics(first: 1, where: $scores, orderBy: [{session: {startedAt: DESC}}]) { nodes { overallScore } }
    }
  }
}`,
        variables: (filters) => ({
            trainees: { ...ofTeam(filters), analytics: { some: scoresWhere(filters) } },
            sessions: { startedAt: between(filters) },
            scores: scoresWhere(filters),
        }),
        shape({ trainees: { totalCount, nodes } }) {
            const people = nodes.map((node) => {
                const [first, latest] = [node.earliest, node.latest].map((list) => list.nodes[0]?.overallScore ?? null);
                return { ...node, first, latest, change: latest - first };
            }).sort((one, other) => other.change - one.change);
            if (people.length === 0) return null;
            const drawn = (chosen) => people.map((person) => (chosen(person) ? [person.first, person.latest] : null));
            const values = (of) => people.map(of);
            return {
                label: "Trainee", labels: values((person) => person.fullName), horizontal: true,
                    tall: people.length > 8,
                note: totalCount > people.length ? `The first ${people.length} of ${totalCount} by name.` : undefined,
                series: [
                    { name: "Gained", drawn: drawn((person) => person.change >= 0), colour: 0, overlaps: true,
                        drawnOnly: true },
                    { name: "Lost", drawn: drawn((person) => person.change < 0), colour: 1, overlaps: true,
                        drawnOnly: true },
                    { name: "Team", values: values((person) => team(person.team)), tableOnly: true },
                    { name: "Sessions", values: values((person) => person.sessionsAggregate.count), tableOnly: true },
                    { name: "First score", values: values((person) => person.first), tableOnly: true },
                    { name: "Latest score", values: values((person) => person.latest), tableOnly: true },
                    { name: "Change", values: values((person) => person.change), tableOnly: true },
                    {
                        name: "Mean score", tableOnly: true,
                        values: values((person) => number(person.analyticsAggregate.avg.overallScore)),
                    },
                ],
                unit: "score, 0 to 100", max: 100,
            };
        },
    },
    {
        id: "skills", title: "Skills by team", kind: "COMPANY",
        about: "Mean scores of the four skills.",
        needs: ["sessionAnalyticsAggregate"],
        query: `query SkillsByTeam($scores: SessionAnalyticsFilter) {
  sessionAnalyticsAggregate(where: $scores) {
    groups(by: {trainee: {team: true}}) {
      key { trainee { team } }
      count
      avg { openingScore questioningScore objectionHandlingScore closingScore }
    }
  }
}`,
        variables: (filters) => ({ scores: scoresWhere(filters) }),
        shape({ sessionAnalyticsAggregate: { groups } }) {
            if (groups.length === 0) return null;
            const mean = (skill) => groups.map((group) => number(group.avg[skill]));
            return {
                label: "Team", labels: groups.map((group) => team(group.key.trainee?.team)),
                series: [
                    { name: "Opening", values: mean("openingScore") },
                    { name: "Questioning", values: mean("questioningScore") },
                    { name: "Objections", values: mean("objectionHandlingScore") },
                    { name: "Closing", values: mean("closingScore") },
                    { name: "Scored sessions", values: groups.map((group) => group.count), tableOnly: true },
                ],
                unit: "score, 0 to 100", max: 100,
            };
        },
    },
    {
        id: "status", title: "How far sessions have come", kind: "COMPANY",
        about: "Sessions that began in these days, by their status now.",
        needs: ["trainingSessionsAggregate"],
        query: `query HowFar($sessions: TrainingSessionFilter) {
  trainingSessionsAggregate(where: $sessions) {
    groups(by: {status: true}) { key { status } count avg { durationSeconds } }
  }
}`,
        variables: (filters) => ({ sessions: sessionsWhere(filters) }),
        shape({ trainingSessionsAggregate: { groups } }) {
            if (groups.length === 0) return null;
            return {
                label: "Status", labels: groups.map((group) => words(group.key.status)), horizontal: true,
                series: [
                    { name: "Sessions", values: groups.map((group) => group.count) },
                    {
                        name: "Mean length in seconds", tableOnly: true,
                        values: groups.map((group) => number(group.avg.durationSeconds)),
                    },
                ],
                unit: "sessions",
            };
        },
    },
    {
        id: "teams", title: "Teams, for analysts", kind: "COMPANY", wide: true, days: true,
        about: "Analysts see no rows. Where fewer than five people stand behind a figure, PostgreSQL does not tell it.",
        needs: ["companyFigures", "teamFigures"], unless: "trainingSessionsAggregate",
        query: `query Teams($days: Int!) {
  companyFigures(days: $days) { firstDay lastDay totalSessions avgScore activeUsers }
  teamFigures(days: $days) { team people totalSessions avgScore avgTalkRatio }
}`,
        variables: (filters) => ({ days: filters.days }),
        shape({ companyFigures: company, teamFigures: teams }) {
            if (teams.length === 0) return null;
            const hidden = teams.filter((row) => row.people === null).length;
            return {
                label: "Team", labels: teams.map((row) => team(row.team)),
                note: `${company.firstDay} to ${company.lastDay}: `
                    + (company.totalSessions === null ? "too few people trained to tell."
                        : `${company.totalSessions} sessions of ${company.activeUsers} people.`)
                    + (hidden > 0 ? ` ${hidden} of the teams are not told: too few people.` : ""),
                series: [
                    { name: "Sessions", values: teams.map((row) => row.totalSessions) },
                    { name: "Mean score", kind: "points", right: true,
                        values: teams.map((row) => number(row.avgScore)) },
                    { name: "People", values: teams.map((row) => row.people), tableOnly: true },
                    { name: "Share of the talking", values: teams.map((row) => number(row.avgTalkRatio)),
                        tableOnly: true },
                ],
                unit: "sessions", rightUnit: "score, 0 to 100", rightMax: 100,
            };
        },
    },
];
