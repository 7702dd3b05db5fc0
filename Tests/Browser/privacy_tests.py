# SPDX-License-Identifier: Apache-2.0
"""The console for requests under data protection law. Each test has a person of its own, since acts are for good."""

import json
import subprocess
import tarfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import PATIENCE, PROGRAM, PageTests

ADMIN = "Nordlicht admin (Astrid Petersen)"
OTHER_ADMIN = "Harbor & Pine admin (Dana Whitfield)"
MEMBER = "Nordlicht trainee (Lena Friedrich)"


class PrivacyTests(PageTests):
    def console(self, person=ADMIN, tab=None):
        self.open("/playground/privacy", person=person, **({"tab": tab} if tab else {}))
        self.wait(lambda: self.all("[role=tab][aria-selected=true]") and not self.all(".tab[aria-busy]"))

    def search(self, text):
        self.find("input[type=search]").send_keys(text, Keys.ENTER)

    def choose(self, name, sort="Trainee", label="Choose"):
        self.search(name)
        self.find(f"button[aria-label='{label} {name}, {sort}']").click()

    def preview(self, kind, reason=None):
        Select(self.find("[aria-label='The person'] select")).select_by_visible_text(kind)
        if reason:
            self.find("[aria-label='The person'] input").send_keys(reason)
        self.find("[aria-label='The person'] form button[type=submit]").click()
        self.find(".preview")

    def confirm(self, text):
        """Types what has to be typed, which alone makes the button work."""
        button = self.find(".confirmation button")
        self.assertFalse(button.is_enabled())
        field = self.find(".confirmation input")
        field.send_keys(text[:-1])
        self.assertFalse(button.is_enabled())
        field.send_keys(text[-1])
        button.click()

    def table(self, selector):
        return self.script(
            "return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map("
            "(row) => [...row.cells].map((cell) => cell.textContent))", selector)

    def downloaded(self, start, end="json"):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for file in Path(self.downloads).glob(f"{start}*.{end}"):
                return file
            time.sleep(0.1)
        self.fail(f"No file {start}….{end} was handed over.")

    def trainee(self, person, name):
        nodes = self.development.ask(
            person, "query($name: String!) { trainees(first: 2, where: {fullName: {eq: $name}}) { nodes { id email } } }",
            {"name": name})["trainees"]["nodes"]
        return nodes[0] if nodes else None

    def trainees(self, person, first, last):
        return self.development.ask(person, "{ trainees(first: 40, orderBy: [{id: ASC}]) { nodes { id fullName } } }")[
            "trainees"]["nodes"][first:last]

    # ---- Acts

    def test_a_person_is_erased_once_it_is_confirmed(self):
        person = self.trainees(ADMIN, 10, 11)[0]
        self.console()
        self.choose(person["fullName"])
        self.preview("Erase", "Letter of May")
        rows = int(self.find(".preview b").text.split()[0])
        self.assertEqual(sum(int(row[3]) for row in self.table(".preview")), rows)
        self.assertIsNotNone(self.trainee(ADMIN, person["fullName"]))
        self.confirm(person["fullName"])
        self.wait(lambda: "The hash fits" in self.find(".receipt").text)
        self.assertIn(f"DONE: {rows} rows done, 0 left", self.find("#act .state").text)
        self.assertIsNone(self.trainee(ADMIN, person["fullName"]))
        self.find("#act .progress > button").click()
        self.wait(lambda: "Nothing is left" in self.find("#act").text
                  or (self.table("#act .progress > div:last-of-type") and all(
                      row[2] == "0" for row in self.table("#act .progress > div:last-of-type"))))
        # The file is one that the program takes, and nothing in it may be changed.
        self.find(".receipt button").click()
        file = self.downloaded("receipt-")
        check = [PROGRAM, "privacy", "verify-receipt"]
        self.assertEqual(subprocess.run([*check, file], capture_output=True).returncode, 0)
        receipt = json.loads(file.read_text())
        receipt["content"] = receipt["content"].replace(f'"rows": {rows}', f'"rows": {rows + 1}', 1)
        file.write_text(json.dumps(receipt))
        self.assertEqual(subprocess.run([*check, file], capture_output=True).returncode, 1)

    def test_a_person_is_anonymized_and_figures_stay(self):
        admin = "Mirasol admin (Inés Carrasco)"
        count = "{ trainingSessionsAggregate { count } }"
        before = self.development.ask(admin, count)
        person = self.trainees(admin, 5, 6)[0]
        self.console(admin)
        self.choose(person["fullName"])
        self.preview("Anonymize")
        self.confirm(person["fullName"])
        self.find(".receipt")
        self.assertIsNone(self.trainee(admin, person["fullName"]))
        self.assertEqual(self.development.ask(admin, count), before)

    def test_an_export_is_handed_over_as_a_file(self):
        person = self.trainees(ADMIN, 11, 12)[0]
        email = self.trainee(ADMIN, person["fullName"])["email"]
        self.console()
        self.choose(person["fullName"])
        self.preview("Export")
        self.confirm(person["fullName"])
        self.assertIn(email, self.downloaded("export-").read_text())
        self.assertIn("export", self.find(".receipt").text)
        self.assertIsNotNone(self.trainee(ADMIN, person["fullName"]))

    def test_processing_is_restricted_and_the_restriction_lifted(self):
        admin, person = "Mirasol admin (Inés Carrasco)", "Mirasol trainee (Lucía Cabrera Soto)"
        write = 'mutation { startTrainingSession(title: "Practice") { id } }'
        self.development.ask(person, write)
        self.console(admin)
        self.choose("Lucía Cabrera Soto")
        self.preview("Restrict")
        self.confirm("Lucía Cabrera Soto")
        self.find(".receipt")
        self.assertIn("errors", self.development.answer(person, write))
        # Nobody else finds them by name, so that it is lifted from the request.
        self.console(admin)
        self.search("Lucía Cabrera Soto")
        self.wait(lambda: "Nobody is found" in self.find(".results").text)
        self.console(admin, "requests")
        Select(self.find("select[aria-label=State]")).select_by_visible_text("DONE")
        self.find("button[aria-label^='Open the request to restrict erased or hidden']").click()
        self.find("[aria-label='The request'] .receipt")
        self.find("[aria-label='The request'] button.main").click()
        self.confirm(self.find(".confirmation b").text)
        self.wait(lambda: "errors" not in self.development.answer(person, write))

    def test_the_words_of_one_session_are_taken_out(self):
        sessions = """query($id: ID!) { trainingSessions(first: 3, where: {trainee: {id: {eq: $id}}},
            orderBy: [{startedAt: DESC}]) { nodes { id title startedAt analytics { overallScore } } } }"""
        person = self.trainees(ADMIN, 14, 15)[0]
        before = self.development.ask(ADMIN, sessions, {"id": person["id"]})["trainingSessions"]["nodes"]
        self.console()
        self.choose(person["fullName"])
        Select(self.find("[aria-label='The person'] select")).select_by_visible_text("Anonymize a session")
        choice = Select(self.find("select[aria-label=Session]"))
        self.assertIn(before[0]["title"], choice.options[0].text)
        choice.select_by_value(before[1]["id"])
        self.find("[aria-label='The person'] form button[type=submit]").click()
        self.find(".preview")
        self.confirm(person["fullName"])
        self.wait(lambda: "The hash fits" in self.find(".receipt").text)
        self.assertIn("training.sessions", [row[0] for row in self.table(".receipt")])
        after = self.development.ask(ADMIN, sessions, {"id": person["id"]})["trainingSessions"]["nodes"]
        self.assertEqual([session["title"] for session in after],
                         [before[0]["title"], "[ANONYMIZED SESSION]", before[2]["title"]])
        self.assertEqual([session["analytics"] for session in after], [session["analytics"] for session in before])
        self.assertIsNotNone(self.trainee(ADMIN, person["fullName"]))

    def test_a_session_of_another_person_is_refused(self):
        one, other = self.trainees(ADMIN, 15, 17)
        foreign = self.development.ask(ADMIN, """query($id: ID!) { trainingSessions(first: 1,
            where: {trainee: {id: {eq: $id}}}) { nodes { id } } }""", {"id": other["id"]})["trainingSessions"]["nodes"][0]
        self.console()
        self.choose(one["fullName"])
        Select(self.find("[aria-label='The person'] select")).select_by_visible_text("Anonymize a session")
        Select(self.find("select[aria-label=Session]")).select_by_visible_text("another session, by its key …")
        self.find("input[aria-label='Key of the session']").send_keys(foreign["id"])
        self.find("[aria-label='The person'] form button[type=submit]").click()
        self.wait(lambda: "NOT_FOUND" in self.find("[aria-label='The person'] .refusal").text)
        self.assertFalse(self.all(".confirmation"))

    def test_a_value_of_the_person_is_put_right(self):
        person = self.trainees(OTHER_ADMIN, 14, 15)[0]
        self.console(OTHER_ADMIN)
        self.choose(person["fullName"])
        self.preview("Correct a value")
        self.assertIn(f"It says “{person['fullName']}” now.", self.find(".correction").text)
        # Nothing is done while it is not said what is right.
        self.confirm(person["fullName"])
        self.assertFalse(self.script("return document.querySelector('.correction .right').checkValidity()"))
        self.assertFalse(self.all(".receipt"))
        Select(self.find("select[aria-label=Value]")).select_by_visible_text("team")
        self.find(".correction .right").send_keys("Somewhere else")
        self.find(".confirmation button").click()
        self.wait(lambda: "The hash fits" in self.find(".receipt").text)
        self.assertEqual(self.table(".receipt"), [["training.trainees", "rectify", "1"]])
        # There is nothing to look for afterwards.
        self.assertNotIn("Look again", self.find("#act").text)
        team = self.development.ask(OTHER_ADMIN, """query($id: ID!) { trainees(first: 1, where: {id: {eq: $id}}) {
            nodes { fullName team } } }""", {"id": person["id"]})["trainees"]["nodes"]
        self.assertEqual(team, [{"fullName": person["fullName"], "team": "Somewhere else"}])

    def test_a_value_of_another_row_is_put_right_from_the_request(self):
        person = self.trainees(OTHER_ADMIN, 15, 16)[0]
        titles = """query($id: ID!) { trainingSessions(first: 1, where: {trainee: {id: {eq: $id}}},
            orderBy: [{startedAt: ASC}]) { nodes { id title } } }"""
        session = self.development.ask(OTHER_ADMIN, titles, {"id": person["id"]})["trainingSessions"]["nodes"][0]
        self.request(OTHER_ADMIN, person["id"], "RECTIFY")
        self.console(OTHER_ADMIN, "requests")
        self.find(f"button[aria-label='Open the request to correct a value {person['fullName']}']").click()
        self.find("[aria-label='The request'] button.main").click()
        Select(self.find("select[aria-label=Value]")).select_by_visible_text("a value of another row …")
        fields = self.all(".correction .row input[type=text]")
        for field, text in zip(fields, ["training.sessions", session["id"], "id", "A better title"], strict=True):
            field.send_keys(text)
        self.assertIn("training.sessions", self.script(
            "return [...document.querySelectorAll('#tables option')].map((option) => option.value)"))
        # What no correction may touch is refused in the API's words, and can be tried otherwise.
        self.confirm(person["fullName"])
        self.wait(lambda: "BAD_USER_INPUT" in self.find("[aria-label='The request'] .refusal").text)
        fields[2].clear()
        fields[2].send_keys("title")
        self.find(".confirmation button").click()
        self.find("[aria-label='The request'] .receipt")
        after = self.development.ask(OTHER_ADMIN, titles, {"id": person["id"]})["trainingSessions"]["nodes"][0]
        self.assertEqual(after, {"id": session["id"], "title": "A better title"})

    def test_data_that_changed_since_the_preview_are_a_conflict(self):
        self.console()
        self.choose("Lena Friedrich")
        self.preview("Delete sessions")
        self.development.ask(MEMBER, 'mutation { startTrainingSession(title: "In between") { id } }')
        self.confirm("Lena Friedrich")
        self.wait(lambda: "CONFLICT" in self.find("[aria-label='The person'] .refusal").text)
        self.assertIsNotNone(self.trainee(ADMIN, "Lena Friedrich"))

    def test_an_act_of_many_rows_is_followed_until_it_is_done(self):
        admin, member = "Fjordlink admin (Sigrid Aas)", "Fjordlink trainee in a running session (Ingrid Solberg)"
        trainee = self.trainee(member, "Ingrid Solberg")
        for _ in range(25):
            self.development.ask(
                member, "mutation($rows: [TrainingSessionCreateInput!]!) { createTrainingSessions(input: $rows) { __typename } }",
                {"rows": [{"title": "Practice", "traineeId": trainee["id"]}] * 100})
        self.console(admin)
        self.choose("Ingrid Solberg")
        self.preview("Delete sessions")
        self.script("""
            window.states = [];
            new MutationObserver(() => window.states.push(document.querySelector('#act .state')?.textContent))
                .observe(document.querySelector('#act'), {subtree: true, childList: true, characterData: true})""")
        self.confirm("Ingrid Solberg")
        self.wait(lambda: "The hash fits" in self.find("#act .receipt").text)
        states = self.script("return window.states")
        # One batch does not do it: the worker goes on, and the page with it.
        self.assertTrue([state for state in states if (state or "").startswith("RUNNING")])
        self.assertRegex(self.find("#act .state").text, r"^DONE: 2,\d+ rows done, 0 left")
        self.assertIsNotNone(self.trainee(member, "Ingrid Solberg"))
        count = self.development.ask(member, "{ trainingSessionsAggregate { count } }")["trainingSessionsAggregate"]["count"]
        self.assertEqual(count, 0)

    def test_a_hold_keeps_a_person_until_it_is_lifted(self):
        person = self.trainees(OTHER_ADMIN, 7, 8)[0]
        name = person["fullName"]
        self.console(OTHER_ADMIN, "holds")
        self.choose(name, label="Hold")
        self.find("[aria-label='A new hold'] form input[required][type=text]").send_keys("Claim 7")
        next(button for button in self.all("button.main") if button.text == "Set the hold").click()
        self.wait(lambda: [row for row in self.table("#holds") if row[0] == name and row[1] == "Claim 7"])
        self.console(OTHER_ADMIN)
        self.choose(name)
        self.preview("Erase")
        self.assertIn("1 legal hold", self.find(".preview .note").text)
        self.confirm(name)
        self.wait(lambda: "CONFLICT" in self.find("[aria-label='The person'] .refusal").text)
        self.console(OTHER_ADMIN, "holds")
        self.find(f"button[aria-label='Lift the hold on {name}']").click()
        self.confirm(name)
        self.wait(lambda: name not in [row[0] for row in self.table("#holds")])

    # ---- Requests

    def request(self, person, subject, kind="EXPORT"):
        return self.development.ask(
            person, "mutation($kind: GdprKind!, $subject: ID!) { gdprPreview(kind: $kind, subjectId: $subject) { requestId dueAt } }",
            {"kind": kind, "subject": subject})["gdprPreview"]

    def state_of(self, person, request):
        return self.development.ask(
            person, "query($id: ID!) { gdprRequest(id: $id) { state dueAt refusal extensionReason } }",
            {"id": request["requestId"]})["gdprRequest"]

    def test_requests_are_filtered_carried_on_extended_and_refused(self):
        people = self.trainees(OTHER_ADMIN, 10, 12)
        refused, extended = [self.request(OTHER_ADMIN, person["id"], "RESTRICT") for person in people]
        self.console(OTHER_ADMIN, "requests")
        Select(self.find("select[aria-label=Kind]")).select_by_visible_text("Restrict")
        names = {person["fullName"] for person in people}
        self.wait(lambda: names <= {row[2] for row in self.table("#requests")}
                  and {row[1] for row in self.table("#requests")} == {"Restrict"})
        self.assertTrue(all("in " in row[6] for row in self.table("#requests")))

        def act(person, button, reason):
            self.wait(lambda: self.all(f"button[aria-label='Open the request to restrict {person['fullName']}']"))
            self.find(f"button[aria-label='Open the request to restrict {person['fullName']}']").click()
            form = self.wait(lambda: next((form for form in self.all("[aria-label='The request'] form")
                                           if form.text.endswith(button)), None))
            form.find_element("css selector", "input").send_keys(reason, Keys.ENTER)
            self.wait(lambda: not self.find("[aria-label='The request']").is_displayed())

        act(people[0], "Refuse", "Not the person")
        self.assertEqual(self.state_of(OTHER_ADMIN, refused)["state"], "REFUSED")
        self.assertEqual(self.state_of(OTHER_ADMIN, refused)["refusal"], "Not the person")
        self.wait(lambda: people[0]["fullName"] not in {row[2] for row in self.table("#requests")})
        act(people[1], "Take longer", "Many requests")
        due = datetime.fromisoformat(self.state_of(OTHER_ADMIN, extended)["dueAt"])
        self.assertGreater(due - datetime.now(timezone.utc), timedelta(days=60))
        Select(self.find("select[aria-label=State]")).select_by_visible_text("REFUSED")
        self.wait(lambda: {row[3] for row in self.table("#requests")} == {"REFUSED"})
        # A request that was opened elsewhere is carried on here.
        Select(self.find("select[aria-label=State]")).select_by_visible_text("open")
        self.find(f"button[aria-label='Open the request to restrict {people[1]['fullName']}']").click()
        self.find("[aria-label='The request'] button.main").click()
        self.confirm(people[1]["fullName"])
        self.find(".receipt")
        self.assertEqual(self.state_of(OTHER_ADMIN, extended)["state"], "DONE")
        self.console(OTHER_ADMIN, "requests")
        Select(self.find("select[aria-label=State]")).select_by_visible_text("DONE")
        self.find("button[aria-label^='Open the request to restrict erased or hidden']").click()
        self.wait(lambda: "The hash fits" in self.find("[aria-label='The request'] .receipt").text)

    # ---- Log and rules

    def test_the_audit_log_is_filtered_and_read_on(self):
        self.request(ADMIN, self.trainees(ADMIN, 3, 4)[0]["id"])
        self.console(ADMIN, "audit")
        self.wait(lambda: len(self.table("#entries")) == 50)
        self.find("#entries button").click()
        self.wait(lambda: len(self.table("#entries")) == 100)
        Select(self.find("select[aria-label=Operation]")).select_by_visible_text("privacy acts")
        self.find(".filters input[type=text]").send_keys("privacy.gdpr_requests")
        self.find(".filters button").click()
        self.wait(lambda: {row[4] for row in self.table("#entries")} == {"privacy.gdpr_requests"})
        entries = self.development.ask(ADMIN, """{ auditLog(first: 50, orderBy: [{at: DESC}], where: {
            operation: {notIn: ["insert", "update", "delete"]}, relation: {eq: "privacy.gdpr_requests"}}) {
            nodes { operation rowKey } } }""")["auditLog"]["nodes"]
        self.assertEqual(
            [[row[3], row[5]] for row in self.table("#entries")], [[entry["operation"], entry["rowKey"]] for entry in entries])
        # Whoever did it is named, though the log itself has a random name.
        self.assertEqual(self.table("#entries")[0][1], "Astrid Petersen")
        self.set(".filters input[type=date]", "2999-01-01")
        self.find(".filters button").click()
        self.wait(lambda: "no such entries" in self.find("#entries").text)

    def test_a_retention_policy_is_tried_out_before_it_is_active(self):
        self.console(ADMIN, "retention")
        form = "[aria-label='A new policy']"
        self.find(f"{form} input[type=text]").send_keys("training.transcripts")
        days = self.find(f"{form} input[type=number]")
        days.clear()
        days.send_keys("36500")
        self.find(f"{form} button").click()
        row = self.wait(lambda: next((row for row in self.table("#policies") if row[0] == "training.transcripts"), None))
        self.assertEqual(row[2:4], ["36500", "tried out only"])
        opening = "button[aria-label='Open the policy of training.transcripts']"
        self.find(opening).click()
        self.wait(lambda: "0 rows are due now" in self.find("[aria-label='The policy']").text)
        self.confirm("training.transcripts")
        self.wait(lambda: ["active"] == [row[3] for row in self.table("#policies") if row[0] == "training.transcripts"])
        for name in ("Stop it", "Remove the policy"):
            self.find(opening).click()
            self.wait(lambda: next(
                (button for button in self.all("[aria-label='The policy'] button") if button.text == name), None)).click()
            self.wait(lambda: not self.find("[aria-label='The policy']").is_displayed())
        self.wait(lambda: "training.transcripts" not in [row[0] for row in self.table("#policies")])
        # What cannot be is refused in the API's words.
        self.find(f"{form} input[type=text]").send_keys("training.nothing")
        self.find(f"{form} button").click()
        self.wait(lambda: "BAD_USER_INPUT" in self.find(f"{form} .refusal").text)

    # ---- Who is no admin

    def test_a_member_is_refused_by_the_api_and_not_by_the_page(self):
        self.console(MEMBER)
        self.assertEqual(self.find("[role=tab][aria-selected=true]").text, "About me")
        self.console(MEMBER, "people")
        self.choose("Astrid Petersen", "Member")
        self.find("[aria-label='The person'] button").click()
        error = self.development.answer(
            MEMBER, "mutation($id: ID!) { gdprPreview(kind: EXPORT, subjectId: $id) { requestId } }",
            {"id": next(i["userId"] for i in self.development.json["identities"] if i["name"] == ADMIN)})["errors"][0]
        refusal = self.wait(lambda: self.find("[aria-label='The person'] .refusal").text)
        self.assertIn(error["extensions"]["code"], refusal)
        self.assertIn(error["message"], refusal)
        for tab in ("holds", "retention"):
            self.console(MEMBER, tab)
            self.assertIn("its schema does not have it", self.find(".tab > .refusal").text)
        self.console(MEMBER, "requests")
        Select(self.find("select[aria-label=State]")).select_by_visible_text("all")
        own = self.development.ask(MEMBER, "{ gdprRequests(first: 100) { totalCount } }")["gdprRequests"]["totalCount"]
        self.wait(lambda: f"of {own}" in self.find("#requests").text)
        self.console("Nobody (no token)")
        self.wait(lambda: self.all(".refusal"))

    def test_a_member_exports_their_own_data(self):
        self.console(MEMBER)
        next(button for button in self.all("button.main") if button.text == "Export my data").click()
        self.assertIn("lena.friedrich@nordlicht.example", self.downloaded("my-data").read_text())

    def test_an_archive_is_made_and_fetched_once(self):
        person = "Mirasol trainee (Lucía Cabrera Soto)"
        fields = self.development.ask(person, '{ __type(name: "Query") { fields { name } } }')["__type"]["fields"]
        if "gdprExports" not in [field["name"] for field in fields]:
            self.skipTest("This API makes no archives.")
        self.console(person)
        self.find("[aria-label='Export my data'] input[type=checkbox]").click()
        self.find("[aria-label='Export my data'] button.main").click()
        self.wait(lambda: next((button for button in self.all("[aria-label='Export my data'] button")
                                if button.text == "Fetch it, once"), None)).click()
        self.wait(lambda: "was handed over" in self.find("[aria-label='Export my data']").text)
        with tarfile.open(self.downloaded("export-", "tar.gz")) as archive:
            names = [name.split("/", 1)[-1] for name in archive.getnames()]
        self.assertIn("index.html", names)
        self.assertIn("receipt.json", names)
        self.wait(lambda: "fetched" in self.table("#archives")[0][1])

    def test_a_member_erases_themselves_after_clear_words(self):
        person = "Chat user (Klara Vogel)"
        self.console(person)
        self.assertIn("for good", self.find("[aria-label='Erase me'] .note").text)
        self.find("[aria-label='Erase me'] button").click()
        self.assertIn("The whole tenant goes as well", self.find(".preview .note").text)
        self.development.ask(person, "{ conversations(first: 1) { totalCount } }")
        self.confirm("ERASE ME")
        self.wait(lambda: "You are erased" in self.find("[aria-label='Erase me']").text)
        self.assertIn("The hash fits", self.find(".receipt").text)
        self.assertIn("errors", self.development.answer(person, "{ conversations(first: 1) { totalCount } }"))

    # ---- For everybody, at every size

    def test_tabs_go_by_keyboard_and_stand_in_the_address(self):
        self.console()
        self.assert_named()
        tab = self.find("#tab-people")
        self.script("arguments[0].focus()", tab)
        tab.send_keys(Keys.ARROW_RIGHT)
        self.wait(lambda: self.find("#requests p"))
        self.assertEqual(self.browser.switch_to.active_element.text, "Requests")
        self.assertIn("tab=requests", self.browser.current_url)
        self.assertEqual(self.find("#panel").get_attribute("aria-labelledby"), "tab-requests")
        self.assert_no_tokens_stored()

    def test_every_tab_fits_a_small_window_and_a_phone_in_both_themes(self):
        for size, mobile in (((1024, 768), False), ((390, 844), True)):
            self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": mobile})
            for theme in ("light", "dark"):
                self.browser.execute_cdp_cmd(
                    "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]})
                for tab in ("people", "requests", "audit", "holds", "retention", "me"):
                    self.console(ADMIN, tab)
                    self.assert_fits()
                    self.assert_contrast()
                    self.assert_edges()
