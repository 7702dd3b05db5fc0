# SPDX-License-Identifier: Apache-2.0
"""The dashboards: what they show is what the API answers, and they say so where it does not."""

import base64
import json
import urllib.parse
from collections import Counter

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import PageTests

ADMIN = "Nordlicht admin (Astrid Petersen)"
ANALYST = "Harbor & Pine analyst (Marcus Oyelaran)"
PARTNER = "Couple Sam and Priya, Sam Okonkwo"
# The demo data do not move with time: ten weeks of them.
DAYS = {"from": "2026-08-31", "to": "2026-11-08", "zone": "Europe/Berlin"}
SPAN = {"gte": "2026-08-30T22:00:00Z", "lt": "2026-11-08T23:00:00Z"}


class DashboardTests(PageTests):
    def dashboard(self, person=ADMIN, **state):
        self.open("/playground/dashboards", person=person, **{**DAYS, **state})
        self.settled()

    def settled(self):
        self.wait(lambda: "panel" in self.find("#status").text)

    def table(self, panel):
        """A panel's table: its rows, each a list of texts."""
        return self.script(
            "return [...document.querySelectorAll(arguments[0])].map("
            "(row) => [...row.cells].map((cell) => cell.textContent))", f"#panel-{panel} tbody tr")

    def tiles(self, panel):
        return dict(self.script(
            "return [...document.querySelectorAll(arguments[0])].map("
            "(tile) => [...tile.children].map((part) => part.textContent))", f"#panel-{panel} .tiles > div"))

    def texts(self, *values):
        """Figures as a table writes them."""
        def text(value):
            if value is None:
                return "–"
            return str(round(value * 100 + 1e-9) / 100).removesuffix(".0") if isinstance(value, float) else str(value)

        return [text(value) for value in values]

    def weeks(self, filters):
        data = self.development.ask(ADMIN, """
            query($sessions: TrainingSessionFilter, $scores: SessionAnalyticsFilter, $time: TimeBucket!) {
              trainingSessionsAggregate(where: $sessions) { groups(by: {startedAt: $time}) { key { startedAt } count } }
              sessionAnalyticsAggregate(where: $scores) {
                groups(by: {session: {startedAt: $time}}) { key { session { startedAt } } avg { overallScore } }
              }
            }""", {
            "sessions": {"startedAt": SPAN, **filters},
            "scores": {"session": {"startedAt": SPAN, **filters}},
            "time": {"unit": "WEEK", "timeZone": "Europe/Berlin", "fillFrom": SPAN["gte"], "fillTo": "2026-11-08T22:59:59Z"},
        })
        scores = {group["key"]["session"]["startedAt"]: group["avg"]["overallScore"]
                  for group in data["sessionAnalyticsAggregate"]["groups"]}
        return [self.texts(group["count"], scores.get(group["key"]["startedAt"]))
                for group in data["trainingSessionsAggregate"]["groups"]]

    # ---- What is shown

    def test_the_figures_are_those_of_the_api(self):
        self.dashboard(unit="WEEK")
        expected = self.weeks({})
        shown = self.table("time")
        self.assertEqual(len(expected), 10)
        self.assertEqual([row[1:] for row in shown], expected)
        self.assertEqual(shown[0][0], "31 Aug 26")
        self.assertEqual(self.tiles("company")["Sessions"], str(sum(int(row[0]) for row in expected)))
        # What is drawn is what stands in the table.
        self.assertEqual(
            self.script("return Chart.getChart(document.querySelector('#plot-time canvas')).data.datasets[0].data"),
            [int(row[0]) for row in expected])

    def test_progress_goes_from_the_first_score_to_the_latest(self):
        self.dashboard()
        nodes = self.development.ask(ADMIN, """
            query($span: DateTimeFilter) {
              sessionAnalyticsList(first: 500, orderBy: [{session: {startedAt: ASC}}],
                where: {overallScore: {isNull: false}, session: {startedAt: $span}}) {
                nodes { overallScore trainee { fullName } }
              }
            }""", {"span": SPAN})["sessionAnalyticsList"]["nodes"]
        scores = {}
        for node in nodes:
            scores.setdefault(node["trainee"]["fullName"], []).append(node["overallScore"])
        shown = {row[0]: row[3:6] for row in self.table("progress")}
        self.assertGreater(len(shown), 20)
        self.assertEqual(
            shown, {name: self.texts(of[0], of[-1], of[-1] - of[0]) for name, of in scores.items()})

    def test_filters_change_the_figures_and_stand_in_the_link(self):
        self.dashboard(unit="DAY")
        self.set("#unit", "WEEK")
        self.settled()
        self.wait(lambda: len(self.table("time")) == 10)
        self.set("#team", "=Bremen")
        expected = self.weeks({"trainee": {"team": {"eq": "Bremen"}}})
        self.wait(lambda: [row[1:] for row in self.table("time")] == expected)
        self.assertNotEqual(expected, self.weeks({}))
        self.find("#share").click()
        self.wait(lambda: "no token" in self.find("#status").text)
        link = self.browser.current_url
        for identity in self.development.json["identities"]:
            self.assertNotIn(identity["token"], link)
        # Somebody else's tab: nothing but the link.
        self.script("sessionStorage.clear()")
        self.browser.get("about:blank")
        self.browser.get(link)
        self.settled()
        self.assertEqual([row[1:] for row in self.table("time")], expected)
        self.assertEqual(Select(self.find("#person")).first_selected_option.text, ADMIN)

    def test_days_are_those_of_the_time_zone(self):
        query = "query($span: DateTimeFilter) { trainingSessionsAggregate(where: {startedAt: $span}) { count } }"
        for zone, span in (("Europe/Berlin", SPAN),
                           ("Pacific/Auckland", {"gte": "2026-08-30T12:00:00Z", "lt": "2026-11-08T11:00:00Z"})):
            self.dashboard(zone=zone)
            count = self.development.ask(ADMIN, query, {"span": span})["trainingSessionsAggregate"]["count"]
            self.assertEqual(self.tiles("company")["Sessions"], str(count), zone)

    def test_a_couple_sees_conflicts_by_topic_and_phase(self):
        self.dashboard(PARTNER, **{"from": "2026-01-01", "to": "2026-11-30", "unit": "MONTH", "zone": "America/Chicago"})
        nodes = self.development.ask(PARTNER, "{ conflicts(first: 500) { nodes { conflictTopics cyclePhase } } }")["conflicts"]["nodes"]
        topics = Counter(topic.replace("_", " ").capitalize() for node in nodes for topic in node["conflictTopics"])
        phases = Counter((node["cyclePhase"] or "Not said").replace("_", " ").capitalize() for node in nodes)
        self.assertEqual({row[0]: int(row[1]) for row in self.table("topics")}, topics)
        self.assertEqual({row[0]: int(row[1]) for row in self.table("phases")}, phases)
        self.assertEqual(sum(int(row[1]) for row in self.table("conflicts")), len(nodes))
        self.assertFalse(self.all("#panel-time"))

    def test_an_organization_sees_what_its_coaches_did(self):
        person = "Lindqvist admin (Birgitta Lindqvist)"
        self.dashboard(person, days="365", unit="WEEK", **{"from": "2026-09-01", "to": "2026-11-30"})
        stats = self.development.ask(person, "{ coachingStats(days: 365) { sessions clients } }")["coachingStats"]
        if stats["sessions"]:
            self.assertEqual(self.tiles("stats")["Sessions"], str(stats["sessions"]))
            self.assertEqual(self.tiles("stats")["Clients"], str(stats["clients"]))
        else:
            # Its days end today, and the demo data do not move.
            self.assertIn("Nothing in these days", self.find("#panel-stats").text)
        count = self.development.ask(person, """{ coachingSessionsAggregate(
            where: {sessionDate: {gte: "2026-09-01", lte: "2026-11-30"}}) { count } }""")["coachingSessionsAggregate"]["count"]
        self.assertGreater(count, 0)
        self.assertEqual(sum(int(row[1]) for row in self.table("coaching")), count)

    def test_analysts_get_figures_of_groups_and_no_rows(self):
        self.dashboard(ANALYST, days="365")
        teams = self.development.ask(ANALYST, "{ teamFigures(days: 365) { team people totalSessions avgScore } }")["teamFigures"]
        self.assertEqual(len(self.all("#panels .card")), 1)
        self.assertFalse(self.find("#from").is_displayed())
        self.assertEqual(
            [[row[0], row[1], row[3]] for row in self.table("teams")],
            [self.texts(team["team"] or "No team", team["totalSessions"], team["people"]) for team in teams])

    def test_members_see_their_own_figures(self):
        person = "Nordlicht trainee (Lena Friedrich)"
        self.dashboard(person)
        count = self.development.ask(
            person, "query($span: DateTimeFilter) { trainingSessionsAggregate(where: {startedAt: $span}) { count } }",
            {"span": SPAN})["trainingSessionsAggregate"]["count"]
        self.assertGreater(count, 0)
        self.assertEqual(self.tiles("company")["Sessions"], str(count))
        self.assertEqual([row[0] for row in self.table("progress")], ["Lena Friedrich"])

    def test_each_figure_opens_in_the_playground(self):
        self.dashboard(unit="WEEK")
        link = self.find("#panel-time a").get_attribute("href")
        shared = json.loads(base64.b64decode(urllib.parse.unquote(link.split("#")[1])))
        data = self.development.ask(ADMIN, shared["query"], json.loads(shared["variables"]))
        self.assertEqual(
            [str(group["count"]) for group in data["trainingSessionsAggregate"]["groups"]],
            [row[1] for row in self.table("time")])
        self.find("#panel-time a").click()
        self.wait(lambda: "SessionsAndScores" in (self.script(
            "return document.querySelector('.graphiql-query-editor .CodeMirror')?.CodeMirror.getValue()") or ""))
        # And still as the same person.
        self.assertEqual(Select(self.find("#person")).first_selected_option.text, ADMIN)

    # ---- Nothing to show

    def test_days_without_rows_are_said_to_be_empty(self):
        self.dashboard(**{"from": "1999-01-01", "to": "1999-03-01"})
        for panel in ("company", "time", "progress", "skills", "status"):
            self.assertIn("Nothing in these days", self.find(f"#panel-{panel}").text)
        self.assertFalse(self.all("#panels canvas"))
        self.set("#preset", "all")
        self.wait(lambda: len(self.all("#panels canvas")) == 4)

    def test_what_the_api_refuses_is_shown_in_its_words(self):
        self.dashboard(unit="DAY", **{"from": "1970-01-01", "to": "2026-11-08"})
        error = self.development.answer(ADMIN, """{ trainingSessionsAggregate { groups(by: {startedAt: {unit: DAY,
            timeZone: "UTC", fillFrom: "1970-01-01T00:00:00Z", fillTo: "2026-11-08T00:00:00Z"}}) { count } } }""")["errors"][0]
        self.assertIn(error["extensions"]["code"], self.find("#panel-time .note.bad").text)
        self.assertIn(error["message"], self.find("#panel-time .note.bad").text)
        # The others are answered.
        self.assertGreater(int(self.tiles("company")["Sessions"].replace(",", "")), 500)
        self.assertIn("without an answer", self.find("#status").text)

    def test_an_unknown_time_zone_is_said_at_the_field(self):
        self.dashboard()
        self.set("#zone", "Nowhere/At all")
        self.wait(lambda: "No time zone" in self.script("return document.querySelector('#zone').validationMessage"))

    def test_a_server_that_is_away_can_be_asked_again(self):
        self.dashboard(unit="DAY")
        self.browser.execute_cdp_cmd("Network.enable", {})
        away = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**away, "offline": True})
        self.set("#unit", "WEEK")
        self.wait(lambda: "gave no answer" in self.find("#panel-time").text)
        self.assertTrue(self.console_errors())
        self.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**away, "offline": False})
        self.find("#panel-time button").click()
        self.wait(lambda: len(self.table("time")) == 10)

    def test_without_the_library_there_are_tables(self):
        self.browser.execute_cdp_cmd("Network.enable", {})
        self.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/chart.umd.js"]})
        self.dashboard(unit="WEEK")
        self.assertIn("make setup", self.find("#notice").text)
        self.assertTrue(self.find("#panel-time table").is_displayed())
        self.assertEqual(len(self.table("time")), 10)
        self.assertTrue(all("chart.umd.js" in entry["message"] for entry in self.console_errors()))

    def test_who_has_no_figures_is_told(self):
        self.open("/playground/dashboards", person="Nobody (no token)")
        self.wait(lambda: "choose a person" in self.find("#notice").text)
        self.open("/playground/dashboards", person="Chat user (Sam Rivera)")
        self.wait(lambda: "no figures for this sort" in self.find("#notice").text)

    # ---- For everybody, and for nobody else

    def test_pictures_are_named_and_tables_open_by_keyboard(self):
        self.dashboard()
        # The first stop of the keyboard leads past the header.
        self.script("document.activeElement.blur()")
        self.find("body").send_keys(Keys.TAB)
        self.assertEqual(self.browser.switch_to.active_element.text, "Skip to the content")
        self.browser.switch_to.active_element.send_keys(Keys.ENTER)
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("id"), "content")
        self.assert_named()
        for canvas in self.all("#panels canvas"):
            self.assertEqual(canvas.get_attribute("role"), "img")
            self.assertIn("follow as a table", canvas.accessible_name)
        summary = self.find("#panel-time summary")
        self.script("arguments[0].focus()", summary)
        summary.send_keys(Keys.ENTER)
        self.assertTrue(self.find("#panel-time table").is_displayed())

    def test_both_themes_can_be_read_and_stay(self):
        self.dashboard()
        backgrounds = []
        for theme in ("light", "dark"):
            Select(self.find("#theme")).select_by_value(theme)
            self.browser.refresh()
            self.settled()
            self.assertEqual(Select(self.find("#theme")).first_selected_option.get_attribute("value"), theme)
            self.assert_contrast()
            self.assert_edges()
            backgrounds.append(self.script("return getComputedStyle(document.body).backgroundColor"))
            drawn = self.script(
                "return Chart.getChart(document.querySelector('#plot-time canvas')).data.datasets[0].backgroundColor")
            backgrounds.append(drawn)
        self.assertEqual(len(set(backgrounds)), 4)

    def test_nothing_moves_for_who_does_not_want_it(self):
        for preference, animation in (("reduce", False), ("no-preference", {"duration": 250})):
            self.browser.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": preference}]})
            self.dashboard()
            options = self.script(
                "return Chart.getChart(document.querySelector('#plot-time canvas')).config.options.animation")
            self.assertEqual(options, animation)

    def test_the_page_runs_nothing_that_stands_in_it(self):
        self.dashboard()
        directives = self.browser.execute_async_script("""
            const done = arguments[0], found = [];
            document.addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective));
            const style = document.createElement('style');
            style.textContent = 'body { color: red }';
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(style, script);
            document.body.setAttribute('style', 'color: red');
            setTimeout(() => done(found.sort()), 500)""")
        self.assertEqual(sorted(set(directives)), ["script-src-elem", "style-src-attr", "style-src-elem"])
        self.assertIsNone(self.script("return window.ran"))
        self.assertTrue(self.console_errors())

    def test_tokens_are_not_stored(self):
        self.dashboard()
        self.assert_no_tokens_stored()


class DashboardSizeTests(PageTests):
    """Nothing is wider than the window, whoever looks."""

    def fits(self):
        for person, panels in ((ADMIN, 5), (ANALYST, 1), (PARTNER, 3), ("Lindqvist admin (Birgitta Lindqvist)", 3)):
            self.open("/playground/dashboards", person=person, **DAYS)
            self.wait(lambda: f"{panels} panel" in self.find("#status").text)
            for summary in self.all("#panels summary"):
                if summary.is_displayed():
                    summary.click()
            self.assert_fits()
            self.assert_contrast()

    def test_a_small_window_holds_it(self):
        self.browser.set_window_size(1024, 768)
        self.fits()

    def test_a_phone_holds_it(self):
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True})
        self.fits()
