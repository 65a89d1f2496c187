"""People at their browsers: signed in by role, watched for what a browser complains of."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.people import CAST, LEAD, PASSWORD

WIDE, TABLET = {"width": 1366, "height": 900}, {"width": 820, "height": 1180}
CONTEXT = {"viewport": WIDE, "reduced_motion": "reduce", "locale": "en-GB", "color_scheme": "light"}
EMAILS = {role: person["email"] for role, person in CAST.items()} | {"clinical lead": LEAD["email"]}
TELLS_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|405|409|422)")


class Desk:
    """Where people sit down: `at(role)` is a page of somebody of that role, `stranger()` one of nobody."""

    def __init__(self, browser, server, signed_in_once):
        self.browser, self.server, self.signed_in_once = browser, server, signed_in_once
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def stranger(self, **options) -> Page:
        context = self.browser.new_context(**CONTEXT | {"base_url": self.server.url} | options)
        context.set_default_timeout(15_000)
        context.add_init_script(TELLS_VIOLATIONS)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))
        self.contexts.append(context)
        return context.new_page()

    def at(self, role: str, *, anew: bool = False, **options) -> Page:
        """A page of this role. `anew` signs in by the form, for those who end their session."""
        if anew or role not in self.signed_in_once:
            page = self.stranger(**options)
            sign_in(page, EMAILS[role])
            if not anew:
                self.signed_in_once[role] = page.context.storage_state()
            return page
        return self.stranger(storage_state=self.signed_in_once[role], **options)

    def _heard(self, message):
        if message.type == "error" and not ANSWERED.match(message.text):
            self.complaints.append(message.text)

    def close(self):
        for context in self.contexts:
            context.close()
        assert self.complaints == [], "\n".join(self.complaints)


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/sign-in/")
    fill_sign_in(page, email, password)
    expect(page.locator("h1")).not_to_have_text("Sign in")


def fill_sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=False).first.fill(password)
    page.get_by_role("button", name="Sign in").click()
