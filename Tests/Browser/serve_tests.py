# SPDX-License-Identifier: Apache-2.0
"""The pages as `palisade serve` has them: nobody to be, no plans, a token that is pasted."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

from selenium.webdriver.support.ui import Select

from browser import PATIENCE, PROGRAM, ROOT, Development, PageTests


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Serving:
    """A running `palisade serve` on the database of `palisade dev`."""

    def __init__(self, development, playground="playground", port=None):
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.json = development.json
        environment = {
            **os.environ, "PALISADE_DATABASE_URL": development.json["databaseUrl"],
            "PALISADE_JWT_SECRET": development.json["jwtSecret"], "PALISADE_PRE_REQUEST": "palisade.enter",
        }
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--schema", "schema", "--port", str(self.port), "--playground", playground], cwd=ROOT,
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise SystemExit("palisade serve did not become ready")
            time.sleep(0.2)

    def is_ready(self):
        try:
            with urllib.request.urlopen(self.url + "/health/ready"):
                return True
        except (urllib.error.URLError, ConnectionError):
            return False

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


class ServeTests(PageTests):
    @classmethod
    def setUpClass(cls):
        dev = Development.shared()
        cls.token = dev.token("Nordlicht admin")
        cls.development = Serving(dev)
        cls.addClassCleanup(cls.development.stop)

    def paste(self):
        self.find("#person option")
        self.script("window.prompt = () => arguments[0]", self.token)
        Select(self.find("#person")).select_by_visible_text("Paste a token …")
        self.wait(lambda: Select(self.find("#person")).first_selected_option.text == "My token")

    def test_with_a_pasted_token_every_page_works(self):
        self.open("/playground/dashboards")
        self.wait(lambda: "choose a person" in self.find("#notice").text)
        self.assertEqual([option.text for option in Select(self.find("#person")).options],
                         ["Nobody (no token)", "Paste a token …"])
        self.paste()
        self.wait(lambda: "5 panels as My token" in self.find("#status").text)
        self.find("nav a[href='/playground/privacy']").click()
        self.wait(lambda: self.all("#tab-people[aria-selected=true]"))
        self.find("nav a[href='/playground']").click()
        self.find("button[aria-label='Show SQL and plan']").click()
        self.find(".graphiql-execute-button").click()
        self.wait(lambda: "only `palisade dev` does" in self.find(".plan").text)
        self.find("button[aria-label='Show Cost and timing']").click()
        self.wait(lambda: "only `palisade dev` does" in self.find(".plan").text
                  and "all, as seen" in self.find(".plan").text)

    def test_pages_are_sent_with_a_policy_that_admits_nothing_from_elsewhere(self):
        for page in ("", "/isolation", "/dashboards", "/privacy"):
            with urllib.request.urlopen(f"{self.development.url}/playground{page}") as response:
                policy = response.headers["Content-Security-Policy"]
                self.assertEqual("'unsafe-inline'" in policy, page == "")
                self.assertNotIn("http", policy)
                self.assertNotIn(b"<style", response.read())
