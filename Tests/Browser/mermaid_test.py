"""Has Mermaid's own parser read diagrams, in a real browser.

    mermaid_test.py MERMAID_JS DIAGRAM...

Prints what it refuses, line by line; nothing where all is well.
"""

import json
import sys

from browser import Browser


def main():
    library, diagrams = sys.argv[1], sys.argv[2:]
    browser = Browser()
    try:
        with open(library, encoding="utf-8") as file:
            browser.run(file.read() + "; undefined")
        for path in diagrams:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            said = browser.run(
                f"mermaid.parse({json.dumps(text)}).then(r => r.diagramType, e => String(e.message ?? e))")
            if said != "sequence":
                print(f"{path}: {said}")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
