# SPDX-License-Identifier: Apache-2.0
"""Makes README's pictures anew: docs/images/playground.jpg, the playground with an answer and its SQL, and
docs/images/isolation.png, one operation as two people.

    Tests/Browser/run --picture
"""

import base64
import tempfile
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from browser import PATIENCE, ROOT, Development, chromium

LARGEST = 150_000
# Short enough that all of both answers is seen.
OPERATION = """{
  trainingSessions(first: 1, orderBy: [{startedAt: DESC}]) {
    totalCount
    nodes { id title trainee { fullName } }
  }
}"""


def playground(browser, url):
    size(browser, 1400, 760)
    browser.get(url + "/playground")
    browser.find_element(By.CSS_SELECTOR, "button[aria-label='Show SQL and plan']").click()
    browser.find_element(By.CSS_SELECTOR, ".graphiql-execute-button").click()
    browser.find_element(By.CSS_SELECTOR, ".plan pre")
    browser.find_element(By.CSS_SELECTOR, ".result-window .cm-property")


def isolation(browser, url):
    size(browser, 1000, 820)
    browser.get(url + "/playground/isolation")
    browser.find_element(By.CSS_SELECTOR, "#leftAnswer mark")
    # The longest names of the demo data, and the most different ones.
    for side, name in (("left", "Mirasol admin"), ("right", "Harbor & Pine admin")):
        select = Select(browser.find_element(By.ID, side))
        select.select_by_visible_text(next(option.text for option in select.options if option.text.startswith(name)))
    browser.execute_script("document.getElementById('query').value = arguments[0]", OPERATION)
    browser.find_element(By.ID, "run").click()
    verdict = browser.find_element(By.ID, "verdict")
    WebDriverWait(browser, PATIENCE).until(lambda _: "1 id on the left, 1 on the right" in verdict.text)
    # The button that was clicked has the focus, and nobody who looks at the picture.
    browser.execute_script("document.activeElement.blur()")


def size(browser, width, height):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})


def take(browser, name, **form):
    # What moves into its place is there.
    time.sleep(1)
    picture = base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", form)["data"])
    file = ROOT / "docs/images" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(picture)
    print(f"{file.relative_to(ROOT)}: {len(picture):,} bytes")
    if len(picture) > LARGEST:
        raise SystemExit(f"That is more than {LARGEST:,} bytes.")


if __name__ == "__main__":
    development = Development.shared()
    with tempfile.TemporaryDirectory() as downloads:
        browser = chromium(1440, 900, downloads)
        browser.implicitly_wait(PATIENCE)
        playground(browser, development.url)
        take(browser, "playground.jpg", format="jpeg", quality=80)
        isolation(browser, development.url)
        take(browser, "isolation.png", format="png")
        browser.quit()
