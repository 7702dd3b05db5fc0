# SPDX-License-Identifier: Apache-2.0
"""The pages where `make setup` could not get what they load: a plain editor in GraphiQL's place, tables for charts."""

import json
import shutil
import tempfile

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import ROOT, Development, PageTests
from serve_tests import Serving


class PlainTests(PageTests):
    SIZE = (1024, 768)

    @classmethod
    def setUpClass(cls):
        dev = Development.shared()
        cls.token = dev.token("Nordlicht admin")
        folder = tempfile.mkdtemp(prefix="palisade-playground-")
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(ROOT / "playground", folder, ignore=shutil.ignore_patterns("vendor"), dirs_exist_ok=True)
        cls.development = Serving(dev, playground=folder)
        cls.addClassCleanup(cls.development.stop)

    def console_errors(self):
        # That the libraries are not there is the only thing that the console may tell of.
        return [entry for entry in super().console_errors() if "/playground/vendor/" not in entry["message"]]

    def start(self):
        self.open("/playground")
        self.find(".plain textarea")
        self.script("window.prompt = () => arguments[0]", self.token)
        self.person("Paste a token")
        self.wait(lambda: Select(self.find("#person")).first_selected_option.text == "My token")

    def run_operation(self, keys=None):
        self.script("document.querySelector('#status').textContent = ''")
        button = next(button for button in self.all(".plain button") if button.text == "Run")
        if keys:
            button.send_keys(keys)
        else:
            button.click()
        self.wait(lambda: "ms as" in self.find("#status").text)
        return json.loads(self.find("pre[aria-label=Answer]").text)

    def test_it_says_how_to_get_the_real_one(self):
        self.start()
        self.assertIn("GraphiQL is not installed", self.find(".plain .note").text)
        self.assertEqual(self.find(".plain .note code").text, "make setup")
        self.assert_named()
        self.assert_fits()
        self.assert_contrast()

    def test_operations_run_and_tell_their_time(self):
        self.start()
        self.assertEqual(len(self.run_operation()["data"]["trainingSessions"]["nodes"]), 5)
        self.assertIn("all, as seen from here", self.find(".plain .plan").text)
        # A server that is not for development explains nothing.
        self.wait(lambda: "only `palisade dev` does" in self.all(".plain .plan")[1].text)

    def test_ready_made_operations_variables_and_links_work(self):
        self.start()
        Select(self.find("#ready")).select_by_visible_text("Pages by cursor")
        self.wait(lambda: "ms as" in self.find("#status").text)
        self.assertIn("pageInfo", self.find("pre[aria-label=Answer]").text)
        query, variables = self.all(".plain textarea")
        query.clear()
        query.send_keys("query One($first: Int!) { trainees(first: $first) { nodes { id } } }")
        variables.clear()
        variables.send_keys('{"first": 1}')
        self.assertEqual(len(self.run_operation()["data"]["trainees"]["nodes"]), 1)
        self.find("#share").click()
        link = self.wait(lambda: self.browser.current_url if "#" in self.browser.current_url else None)
        self.assertNotIn(self.token, link)
        self.browser.get("about:blank")
        self.browser.get(link)
        self.assertIn("query One", self.find(".plain textarea").get_attribute("value"))

    def test_what_is_no_json_is_said(self):
        self.start()
        variables = self.all(".plain textarea")[1]
        variables.clear()
        variables.send_keys("{first}")
        next(button for button in self.all(".plain button") if button.text == "Run").click()
        self.wait(lambda: "The variables are no JSON" in self.find(".plain .refusal").text)

    def test_everything_is_reached_by_keyboard(self):
        self.start()
        self.script("arguments[0].focus()", self.all(".plain textarea")[1])
        self.browser.switch_to.active_element.send_keys(Keys.TAB)
        self.assertEqual(self.browser.switch_to.active_element.text, "Run")
        self.assertIn("data", self.run_operation(Keys.ENTER))

    def test_dashboards_are_tables(self):
        self.start()
        self.find("nav a[href='/playground/dashboards']").click()
        self.wait(lambda: "5 panels" in self.find("#status").text)
        self.assertIn("make setup", self.find("#notice").text)
        self.assertFalse(self.all("canvas"))
        self.assertTrue(self.find("#panel-time table").is_displayed())


class PlainPhoneTests(PlainTests):
    SIZE = (412, 915)
