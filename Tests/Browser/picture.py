# SPDX-License-Identifier: Apache-2.0
"""Makes README's picture anew: docs/images/playground.jpg, the playground with an answer and its SQL.

    Tests/Browser/run --picture
"""

import base64
import tempfile
import time

from selenium.webdriver.common.by import By

from browser import PATIENCE, ROOT, Development, chromium

LARGEST = 150_000

if __name__ == "__main__":
    development = Development.shared()
    with tempfile.TemporaryDirectory() as downloads:
        browser = chromium(1280, 800, downloads)
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 1400, "height": 760, "deviceScaleFactor": 1, "mobile": False})
        browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        browser.implicitly_wait(PATIENCE)
        browser.get(development.url + "/playground")
        browser.find_element(By.CSS_SELECTOR, "button[aria-label='Show SQL and plan']").click()
        browser.find_element(By.CSS_SELECTOR, ".graphiql-execute-button").click()
        browser.find_element(By.CSS_SELECTOR, ".plan pre")
        browser.find_element(By.CSS_SELECTOR, ".result-window .cm-property")
        # What moves into its place is there.
        time.sleep(1)
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "jpeg", "quality": 80})
        picture = base64.b64decode(taken["data"])
        browser.quit()
    file = ROOT / "docs/images/playground.jpg"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(picture)
    print(f"{file.relative_to(ROOT)}: {len(picture):,} bytes")
    if len(picture) > LARGEST:
        raise SystemExit(f"That is more than {LARGEST:,} bytes.")
