# SPDX-License-Identifier: Apache-2.0
"""All tests of pages. Called by Tests/Browser/run.

    pages.py [--screenshots DIRECTORY] [what unittest takes, such as -k dashboards]
"""

import argparse
import sys
import unittest

from browser import PROGRAM, PageTests

if __name__ == "__main__":
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--screenshots", help="a directory for a picture of each test's end")
    options, rest = parser.parse_known_args()
    PageTests.SCREENSHOTS = options.screenshots
    if not PROGRAM:
        sys.exit("test-browser: build palisade first (make build, or make release)")
    modules = ["playground_tests", "dashboards_tests", "privacy_tests", "serve_tests", "plain_tests", "away_tests"]
    unittest.main(module=None, argv=[sys.argv[0], *modules, *rest], verbosity=2)
