# SPDX-License-Identifier: Apache-2.0
"""What tests of pages have in common: a server, a browser, and what holds for every page.

Starts `palisade dev` once (the debug build, or the release build where there is one) in a directory of its own. A test
fails on any error of the console and any request to another host.
"""

import atexit
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = next(
    (path for path in (ROOT / ".build/release/palisade", ROOT / ".build/debug/palisade") if path.exists()), None)
# Only what hangs takes as long.
PATIENCE = 180


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
                said = Path(self.directory, "log").read_text()
                self.stop()
                raise SystemExit(said)
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

    def token(self, name):
        return next(identity["token"] for identity in self.json["identities"] if identity["name"].startswith(name))

    def answer(self, name, query, variables=None, headers=None):
        """What the API answers to somebody: the whole response."""
        request = urllib.request.Request(
            self.url + "/graphql", json.dumps({"query": query, "variables": variables or {}}).encode(),
            {"Content-Type": "application/json", "Authorization": "Bearer " + self.token(name), **(headers or {})})
        try:
            with urllib.request.urlopen(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return json.load(error)

    def ask(self, name, query, variables=None):
        """The data of an answer that holds no error."""
        answer = self.answer(name, query, variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    _shared = None

    @classmethod
    def shared(cls):
        if cls._shared is None:
            cls._shared = cls()
            atexit.register(cls._shared.stop)
        return cls._shared


def chromium(width, height, downloads):
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     f"--window-size={width},{height}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": downloads})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


class PageTests(unittest.TestCase):
    """Tests of pages, in a window of one size."""

    SIZE = (1440, 900)
    # A directory for a picture of each test's end.
    SCREENSHOTS = None

    @classmethod
    def setUpClass(cls):
        cls.development = Development.shared()

    def setUp(self):
        self.downloads = tempfile.mkdtemp(prefix="palisade-downloads-")
        self.addCleanup(shutil.rmtree, self.downloads, ignore_errors=True)
        self.browser = chromium(*self.SIZE, self.downloads)
        self.addCleanup(self.browser.quit)

    def tearDown(self):
        if PageTests.SCREENSHOTS:
            self.browser.save_screenshot(f"{PageTests.SCREENSHOTS}/{self.id().split('.', 1)[1]}.png")
        self.assertEqual(self.console_errors(), [])
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.assertTrue(url.startswith((self.development.url, "data:", f"blob:{self.development.url}")), url)

    # ---- What a person does and sees

    def console_errors(self):
        """What the console reported since it was last asked."""
        return [entry for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]

    def open(self, path, **state):
        """Opens a page, anew even where only what stands behind the # differs."""
        self.browser.get("about:blank")
        self.browser.get(self.development.url + path + ("#" + urllib.parse.urlencode(state) if state else ""))

    def wait(self, condition):
        def holds(_):
            try:
                return condition()
            except StaleElementReferenceException:
                # The page was drawn anew in between.
                return None

        return WebDriverWait(self.browser, PATIENCE).until(holds)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def find(self, selector):
        return self.wait(lambda: next(iter(self.all(selector)), None))

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def person(self, name):
        self.find("#person option")
        select = Select(self.find("#person"))
        select.select_by_visible_text(next(o.text for o in select.options if o.text.startswith(name)))

    def set(self, selector, value):
        """Sets a field, as its picker would."""
        self.script(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
            self.find(selector), value)

    # ---- What holds for every page

    def assert_fits(self):
        """Nothing is wider than the window."""
        self.assertLessEqual(
            self.script("return document.documentElement.scrollWidth - window.innerWidth"), 0, self.browser.current_url)

    def assert_named(self):
        """What can be operated has a name for those who do not see it."""
        for element in self.all("header *, main *"):
            if element.tag_name in ("a", "button", "input", "select", "textarea", "summary") and element.is_displayed():
                self.assertTrue(element.accessible_name, element.get_attribute("outerHTML"))

    def assert_contrast(self):
        """Texts stand out against what is behind them: 4.5 to 1."""
        self.assertEqual(self.script(CONTRAST), [])

    def assert_edges(self):
        """What can be operated stands out against what is around it, by its edge or its colour: 3 to 1."""
        self.assertEqual(self.script(EDGES), [])

    def assert_no_tokens_stored(self):
        stored = self.script("return JSON.stringify([{...localStorage}, {...sessionStorage}])")
        for identity in self.development.json["identities"]:
            self.assertNotIn(identity["token"], stored)


COLOURS = """
const channels = (text) => text.match(/[\\d.]+/g).map(Number);
const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => value / 255)
        .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
        const colour = channels(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
};
const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
};
const found = [];
"""

CONTRAST = COLOURS + """
for (const element of document.querySelectorAll('header *, main *')) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || element.disabled || !element.checkVisibility()) continue;
    const [around, [red, green, blue, alpha = 1]] = [behind(element), channels(getComputedStyle(element).color)];
    const mixed = [red, green, blue].map((value, index) => value * alpha + around[index] * (1 - alpha));
    const stands = ratio(mixed, around);
    if (stands < 4.5) found.push(`${element.outerHTML.slice(0, 120)}: ${stands.toFixed(2)}`);
}
return found;
"""

EDGES = COLOURS + """
for (const element of document.querySelectorAll(':is(header, main) :is(button, input, select, textarea)')) {
    // Boxes to tick are drawn by the browser; tabs are told apart by their words and the line below them.
    if (element.disabled || !element.checkVisibility() || element.matches('.skip, [type=checkbox], [role=tab]')) continue;
    const [edge, around] = [channels(getComputedStyle(element).borderTopColor), behind(element.parentElement)];
    const stands = Math.max(ratio(edge.slice(0, 3), around), ratio(behind(element), around));
    if (stands < 3) found.push(`${element.outerHTML.slice(0, 120)}: ${stands.toFixed(2)}`);
}
return found;
"""
