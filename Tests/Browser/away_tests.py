# SPDX-License-Identifier: Apache-2.0
"""Pages whose server does not answer, or not in time: they say so, and go on once it does."""

import subprocess
import time

from selenium.webdriver.common.keys import Keys

from browser import PATIENCE, ROOT, Development, PageTests
from serve_tests import Serving


class AwayTests(PageTests):
    SIZE = (1024, 768)

    def block(self, *paths):
        """Requests to these paths get no answer from now on, and all others do."""
        self.browser.execute_cdp_cmd("Network.enable", {})
        self.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": [f"*{path}" for path in paths]})

    def refusal(self, place):
        """What is said where something could not be had, read at once, since it may be said anew: {text, role, button}."""
        return self.wait(lambda: self.script("""
            const note = document.querySelector(arguments[0] + ' .refusal:not([data-seen])');
            return note && {text: note.innerText, role: note.getAttribute('role'),
                            button: note.querySelector('button')?.innerText};""", place))

    def press(self, place, *keys):
        """Presses the button below it, by keyboard if told so; what is said after that is new."""
        def press():
            note = next(iter(self.all(f"{place} .refusal:not([data-seen])")), None)
            if note is None:
                return None
            button = note.find_element("css selector", "button")
            self.script("arguments[0].dataset.seen = ''", note)
            if keys:
                button.send_keys(*keys)
            else:
                button.click()
            return True

        self.wait(press)

    def try_again(self, place, *still_blocked):
        """What is said where there is no answer, and the button below it: in vain first, then with an answer."""
        said = self.refusal(place)
        self.assertIn("gave no answer", said["text"])
        self.assertIn("Is it still running?", said["text"])
        self.assertEqual((said["role"], said["button"]), ("alert", "Try again"))
        self.assert_contrast()
        self.assert_fits()
        self.block(*still_blocked)
        self.press(place)
        self.assertEqual(self.refusal(place), said)
        self.block()
        self.press(place, Keys.ENTER)
        self.wait(lambda: not self.all(f"{place} .refusal"))

    # ---- At the first load

    def test_dashboards_without_people(self):
        self.block("/identities.json")
        self.open("/playground/dashboards")
        self.refusal("#notice")
        self.assertFalse(self.find("#filters").is_displayed())
        self.try_again("#notice", "/identities.json")
        self.wait(lambda: "5 panels as" in self.find("#status").text)

    def test_dashboards_without_an_answer(self):
        self.block("/graphql")
        self.open("/playground/dashboards", **{"from": "2026-08-31", "to": "2026-11-08", "unit": "WEEK"})
        self.try_again("#notice", "/graphql")
        self.wait(lambda: "5 panels as" in self.find("#status").text)
        # What stood in the link is not lost by that.
        self.assertEqual(self.find("#from").get_property("value"), "2026-08-31")

    def test_the_console(self):
        for path in ("/identities.json", "/graphql"):
            self.block(path)
            self.open("/playground/privacy")
            self.try_again("#panel", path)
            self.wait(lambda: self.all("[role=tab][aria-selected=true]") and self.all("input[type=search]"))

    def test_a_tab_of_the_console(self):
        self.open("/playground/privacy")
        self.wait(lambda: self.all("#tab-people[aria-selected=true]"))
        self.block("/graphql")
        self.find("#tab-audit").click()
        self.try_again("#panel", "/graphql")
        self.wait(lambda: self.all("#entries tbody tr"))

    def test_the_isolation(self):
        for path in ("/operations.json", "/graphql"):
            self.block(path)
            self.open("/playground/isolation")
            self.try_again("#notice", path)
            self.wait(lambda: "on both sides" in self.find("#verdict").text)

    def test_the_playground(self):
        for path in ("/identities.json", "/graphql"):
            self.block(path)
            self.open("/playground")
            self.try_again("#notice", path)
            self.find(".graphiql-execute-button")
            # The schema is there: what can be asked is told.
            self.find("button[aria-label='Show Documentation Explorer']").click()
            self.wait(lambda: "Query" in self.find(".graphiql-doc-explorer-content").text)

    def test_an_operation_of_the_playground(self):
        self.open("/playground")
        self.find(".graphiql-execute-button")
        self.wait(lambda: self.script("return Boolean(document.querySelector('.graphiql-query-editor .CodeMirror'))"))
        self.block("/graphql")
        self.find(".graphiql-execute-button").click()
        self.wait(lambda: "gave no answer" in (self.script(
            "return document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()") or ""))
        self.assertEqual(self.find("#status").text, "No answer")

    # ---- Not in time

    def test_a_database_that_is_not_in_time(self):
        for page, place, done in (
                ("/playground/dashboards", "#notice", lambda: "5 panels as" in self.find("#status").text),
                ("/playground/privacy", "#panel", lambda: self.all("input[type=search]"))):
            with Locked("core.tenants"):
                self.open(page)
                self.assertIn("TIMEOUT", self.refusal(place)["text"])
            self.press(place)
            self.wait(done)
            self.assertFalse(self.all(f"{place} .refusal"))
        self.console_errors()


class StoppedServerTests(PageTests):
    """A server that is really stopped, and started again."""

    def setUp(self):
        self.dev = Development.shared()
        self.development = Serving(self.dev)
        self.addCleanup(lambda: self.development.stop())
        super().setUp()

    def test_the_isolation_goes_on_after_a_restart(self):
        self.open("/playground/isolation")
        self.wait(lambda: self.find("#verdict").text not in ("", "Asking …"))
        before = self.find("#verdict").text
        self.development.stop()
        self.find("#run").click()
        self.wait(lambda: "gave no answer" in self.find("#notice").text)
        self.assertEqual(self.find("#leftAnswer").text, "")
        self.development = Serving(self.dev, port=self.development.port)
        self.find("#notice button").click()
        self.wait(lambda: self.find("#verdict").text == before)
        self.assertEqual(self.find("#notice").text, "")
        self.console_errors()


class Locked:
    """A table that nobody else can read meanwhile."""

    def __init__(self, table):
        programs = subprocess.run([ROOT / "scripts/setup", "--print-postgres"], capture_output=True, text=True, check=True)
        self.process = subprocess.Popen(
            [f"{programs.stdout.strip()}/psql", "-qAt", Development.shared().json["ownerDatabaseUrl"]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.say(f"begin; lock table {table} in access exclusive mode; select 'locked';")
        deadline = time.monotonic() + PATIENCE
        while self.process.stdout.readline().strip() != "locked":
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{table} is not locked")

    def say(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
