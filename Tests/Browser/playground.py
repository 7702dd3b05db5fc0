# SPDX-License-Identifier: Apache-2.0
"""The pages of the playground in a real Chromium. Called by Tests/Browser/run.

Starts `palisade dev` (the debug build, or the release build where there is one) in a directory of its own, looks at
each page as a person would, and fails on any error of the console, any request to another host, and any operation that
is not answered.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = next((path for path in (ROOT / ".build/release/palisade", ROOT / ".build/debug/palisade") if path.exists()), None)
SCREENSHOTS = None
# Only what hangs takes as long.
PATIENCE = 60


class Development:
    """A running `palisade dev`."""

    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="palisade-browser-")
        os.chmod(self.directory, 0o711)
        self.log = open(Path(self.directory, "log"), "w")
        self.process = subprocess.Popen(
            [PROGRAM, "dev", "--port", "0", "--data-dir", f"{self.directory}/data"], cwd=ROOT, stdout=self.log,
            stderr=self.log)
        file = Path(self.directory, "data", "dev.json")
        deadline = time.monotonic() + PATIENCE
        while not file.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(Path(self.directory, "log").read_text())
            time.sleep(0.1)
        self.json = json.loads(file.read_text())
        self.url = self.json["url"]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.log.close()
        home = None
        credentials = Path(self.directory, "data", "credentials")
        if credentials.exists():
            home = json.loads(credentials.read_text()).get("serverHome")
        shutil.rmtree(self.directory, ignore_errors=True)
        if home:
            shutil.rmtree(home, ignore_errors=True)


def chromium(width, height):
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     f"--window-size={width},{height}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


class PlaygroundTests(unittest.TestCase):
    SIZE = (1280, 900)

    @classmethod
    def setUpClass(cls):
        cls.development = Development()
        cls.addClassCleanup(cls.development.stop)

    def setUp(self):
        self.browser = chromium(*self.SIZE)
        self.addCleanup(self.browser.quit)

    def tearDown(self):
        if SCREENSHOTS:
            self.browser.save_screenshot(f"{SCREENSHOTS}/{self.id().split('.', 1)[1]}.png")
        errors = [entry for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]
        self.assertEqual(errors, [])
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.assertTrue(url.startswith((self.development.url, "data:")), url)

    # ---- What a person does

    def open(self, path):
        self.browser.get(self.development.url + path)

    def wait(self, condition):
        return WebDriverWait(self.browser, PATIENCE).until(lambda _: condition())

    def find(self, selector):
        return self.wait(lambda: next(iter(self.browser.find_elements(By.CSS_SELECTOR, selector)), None))

    def person(self, name):
        select = Select(self.find("#person"))
        self.wait(lambda: select.options)
        select.select_by_visible_text(next(o.text for o in select.options if o.text.startswith(name)))

    def run_operation(self):
        """Runs what stands in the editor, and answers what is shown."""
        self.wait(lambda: self.browser.find_elements(By.CSS_SELECTOR, ".graphiql-execute-button"))
        self.browser.execute_script("document.querySelector('#status').textContent = ''")
        self.find(".graphiql-execute-button").click()
        self.wait(lambda: "ms as" in self.find("#status").text)
        return self.wait(self.shown)

    def shown(self):
        text = self.browser.execute_script(
            "return document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()")
        try:
            return json.loads(text) if text else None
        except ValueError:
            return None

    # ---- Tests

    def test_an_operation_is_answered_as_the_chosen_person(self):
        self.open("/playground")
        first = self.run_operation()
        self.assertNotIn("errors", first)
        self.assertEqual(len(first["data"]["trainingSessions"]["nodes"]), 5)
        self.person("Harbor & Pine admin")
        second = self.run_operation()
        identifiers = [{node["id"] for node in answer["data"]["trainingSessions"]["nodes"]} for answer in (first, second)]
        self.assertFalse(identifiers[0] & identifiers[1])

    def test_every_ready_made_operation_runs_as_its_person(self):
        operations = json.loads((ROOT / "playground/operations.json").read_text())
        tokens = {identity["name"]: identity["token"] for identity in self.development.json["identities"]}
        for operation in operations:
            token = next(token for name, token in tokens.items() if name.startswith(operation["person"]))
            body = json.dumps({"query": operation["query"], "variables": operation.get("variables", {})})
            request = urllib.request.Request(
                self.development.url + "/graphql", body.encode(),
                {"Content-Type": "application/json", "Authorization": "Bearer " + token})
            with urllib.request.urlopen(request) as response:
                answer = json.load(response)
            self.assertNotIn("errors", answer, operation["name"])
        self.open("/playground")
        menu = Select(self.find("#ready"))
        self.wait(lambda: len(menu.options) == len(operations) + 1)
        menu.select_by_visible_text(operations[-1]["name"])
        self.assertNotIn("errors", self.run_operation())
        self.assertTrue(Select(self.find("#person")).first_selected_option.text.startswith(operations[-1]["person"]))

    def test_the_sql_and_the_plan_of_an_answer_are_shown(self):
        self.open("/playground")
        self.run_operation()
        self.find("button[aria-label='Show SQL and plan']").click()
        self.wait(lambda: "left join" in self.find(".plan").text)
        self.assertIn("trainingSessions", self.find(".plan h3").text)
        self.assertIn("Index Scan", self.find(".plan").text)

    def test_a_link_holds_the_operation_and_no_token(self):
        self.open("/playground")
        self.run_operation()
        self.find("#share").click()
        link = self.wait(lambda: self.browser.current_url if "#" in self.browser.current_url else None)
        for identity in self.development.json["identities"]:
            self.assertNotIn(identity["token"], link)
        self.browser.get("about:blank")
        self.browser.get(link)
        self.assertIn("trainingSessions", self.run_operation()["data"])
        stored = self.browser.execute_script("return JSON.stringify([{...localStorage}, {...sessionStorage}])")
        for identity in self.development.json["identities"]:
            self.assertNotIn(identity["token"], stored)

    def test_the_editor_runs_by_keyboard(self):
        self.open("/playground")
        self.wait(lambda: self.browser.find_elements(By.CSS_SELECTOR, ".graphiql-query-editor .CodeMirror"))
        area = self.find(".graphiql-query-editor .CodeMirror textarea")
        self.browser.execute_script("arguments[0].focus()", area)
        area.send_keys(Keys.CONTROL, Keys.ENTER)
        self.wait(lambda: "ms as" in self.find("#status").text)
        self.assertNotIn("errors", self.wait(self.shown))

    def test_the_isolation_is_seen_side_by_side(self):
        self.open("/playground/isolation")
        verdict = self.wait(lambda: self.find("#verdict").text if "on both sides" in self.find("#verdict").text else None)
        self.assertIn("5 ids on the left, 5 on the right, 0 of them on both sides", verdict)
        self.assertTrue(self.browser.find_elements(By.CSS_SELECTOR, "#leftAnswer mark"))
        right = Select(self.find("#right"))
        right.select_by_visible_text("Nobody (no token)")
        self.find("#run").click()
        self.wait(lambda: "0 on the right" in self.find("#verdict").text)


class SmallWindowTests(PlaygroundTests):
    SIZE = (1024, 768)


class PhoneTests(PlaygroundTests):
    SIZE = (412, 915)

    def test_no_page_is_wider_than_the_window(self):
        for path in ("/playground", "/playground/isolation"):
            self.open(path)
            self.find("header")
            self.assertLessEqual(
                self.browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth"), 0, path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--screenshots", help="a directory for a picture of each test's end")
    options, rest = parser.parse_known_args()
    SCREENSHOTS = options.screenshots
    if not PROGRAM:
        sys.exit("test-browser: build palisade first (make build, or make release)")
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
