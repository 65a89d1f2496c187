"""Hands on a keyboard that count what they do.

An interaction is one click, tap, scan or field entered (docs of the product): one activation by Enter, Space or a shortcut, one
field that is filled. Moving about with Tab is none; every key pressed is counted beside it.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

MOST_TABS = 400
WAY = '''element => document.activeElement === document.body
  || document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING ? "Tab" : "Shift+Tab"'''


@dataclass
class Hands:
    """One person's hands at one page, without a mouse."""

    page: Page
    interactions: int = 0
    keys: int = 0
    characters: int = 0
    steps: dict[str, int] = field(default_factory=dict)
    _begun_at: int = 0

    def press(self, key: str) -> None:
        """A key that does something, also one that only leads back to where one was: one interaction."""
        self.page.keyboard.press(key)
        self.interactions += 1
        self.keys += 1

    def write(self, text: str) -> None:
        """A field entered: one interaction, however long the text."""
        self.page.keyboard.type(text)
        self.interactions += 1
        self.keys += len(text)
        self.characters += len(text)

    def go_to(self, target: Locator) -> None:
        """Tab, forwards or back, until `target` has the focus: what cannot be reached so cannot be used without a mouse."""
        key = target.evaluate(WAY)
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
            self.keys += 1
        raise AssertionError(f"the keyboard does not reach {target}")

    def use(self, target: Locator, key: str = "Enter") -> None:
        self.go_to(target)
        self.press(key)

    def done(self, step: str) -> int:
        """The interactions since the step before."""
        self.steps[step] = self.interactions - self._begun_at
        self._begun_at = self.interactions
        return self.steps[step]
