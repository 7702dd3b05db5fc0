# SPDX-License-Identifier: Apache-2.0
"""The playground, and the page that shows the isolation."""

import json

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import ROOT, PageTests


class PlaygroundTests(PageTests):
    SIZE = (1280, 900)

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
        for operation in operations:
            answer = self.development.answer(operation["person"], operation["query"], operation.get("variables"))
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

    def test_the_editor_can_be_read_in_both_themes(self):
        self.open("/playground")
        for theme in ("light", "dark"):
            Select(self.find("#theme")).select_by_value(theme)
            self.run_operation()
            self.wait(lambda: self.all(".result-window .cm-property"))
            self.assert_contrast()

    def test_where_the_time_went_is_shown(self):
        self.open("/playground")
        self.find("button[aria-label='Show Cost and timing']").click()
        self.wait(lambda: "Run an operation first" in self.find(".plan").text)
        self.run_operation()
        parts = self.script("""return [...document.querySelector('.plan tbody').rows].map(
            (row) => [...row.cells].map((cell) => cell.textContent))""")
        self.assertEqual([part[0] for part in parts],
                         ["authenticate", "prepare", "execute", "network and browser", "all, as seen from here"])
        times = [float(part[1]) for part in parts]
        self.assertAlmostEqual(sum(times[:-1]), times[-1], delta=0.1)
        self.assertAlmostEqual(int(self.find("#status").text.split()[0]), times[-1], delta=0.51)
        self.run_operation()
        self.wait(lambda: "Before that" in self.find(".plan").text)

    def test_what_an_operation_costs_is_shown(self):
        self.open("/playground")
        self.run_operation()
        self.find("button[aria-label='Show Cost and timing']").click()
        self.wait(lambda: len(self.all(".plan tbody")) > 1)
        query = self.script("return document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.getValue()")
        cost = self.development.answer(
            "Nordlicht admin", query, headers={"Palisade-Cost": "1"})["extensions"]["cost"]
        shown = self.script("""return [...document.querySelector('.plan [aria-label=Cost] tbody').rows].map(
            (row) => [...row.cells].map((cell) => cell.textContent))""")
        self.assertEqual(shown, [[field, str(value)] for field, value in cost["fields"].items()] + [
            ["all of it, before it ran", str(cost["requested"])], ["at most allowed", str(cost["limit"])]])

    def test_former_runs_are_kept_but_not_without_end(self):
        self.open("/playground")
        for _ in range(22):
            self.run_operation()
        self.find("button[aria-label='Show Cost and timing']").click()
        self.wait(lambda: len(self.all(".plan [aria-label='Former runs'] tbody tr")) == 19)

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
        self.assert_no_tokens_stored()

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
        for theme in ("light", "dark"):
            Select(self.find("#theme")).select_by_value(theme)
            self.assert_contrast()
            self.assert_edges()
        right = Select(self.find("#right"))
        right.select_by_visible_text("Nobody (no token)")
        self.find("#run").click()
        self.wait(lambda: "5 ids on the left, an error on the right" in self.find("#verdict").text)
        self.assertIn("Cannot query field", self.find("#rightAnswer").text)

    def test_every_page_leads_to_every_other(self):
        pages = ["/playground", "/playground/isolation", "/playground/dashboards", "/playground/privacy"]
        for page in pages:
            self.open(page)
            self.find("header nav")
            links = [link.get_attribute("href").removeprefix(self.development.url) for link in self.all("header nav a")]
            self.assertEqual(links, pages)
            self.assertEqual(
                self.find("nav a[aria-current=page]").get_attribute("href"), self.development.url + page)
            self.assertEqual(len(self.all("h1")), 1)
        # Whoever was chosen on one is chosen on the next.
        self.person("Lindqvist coach (Tomas Ek)")
        for page in (pages[2], pages[0]):
            self.find(f"nav a[href='{page}']").click()
            self.wait(lambda: Select(self.find("#person")).first_selected_option.text == "Lindqvist coach (Tomas Ek)")
        self.assert_no_tokens_stored()

    def test_a_pasted_token_stays_in_its_tab(self):
        token = self.development.token("Nordlicht admin")
        self.open("/playground/dashboards")
        self.script("window.prompt = () => arguments[0]", "Bearer " + token)
        self.person("Paste a token")
        self.wait(lambda: Select(self.find("#person")).first_selected_option.text == "My token"
                  and "as My token" in self.find("#status").text)
        self.assertNotIn(token, self.script("return JSON.stringify({...localStorage})"))
        self.assertNotIn(token, self.browser.current_url)
        self.browser.switch_to.new_window("tab")
        self.open("/playground/dashboards")
        self.find("#person option")
        self.assertNotIn("My token", [option.text for option in Select(self.find("#person")).options])


class SmallWindowTests(PlaygroundTests):
    SIZE = (1024, 768)


class PhoneTests(PlaygroundTests):
    SIZE = (412, 915)

    def test_no_page_is_wider_than_the_window(self):
        for path in ("/playground", "/playground/isolation"):
            self.open(path)
            self.find("header nav")
            self.assert_fits()
