"""What holds of every page: no barrier for anybody, no sideways scrolling, no breach of the policy, little to carry."""

import gzip
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 820, 1180, 1366)
MOST_BYTES = 150_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIDEWAYS = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 && getComputedStyle(one).position !== "absolute")
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""


@dataclass
class Carried:
    """What came over the wire for one page: static files as they were sent, pages as a server in front would press them."""

    page: Page
    documents: list[bytes] = field(default_factory=list)
    files: int = 0
    refused: list[str] = field(default_factory=list)

    def __post_init__(self):
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        kinds = {}
        session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
        session.on("Network.loadingFinished", lambda event: self._count(kinds.get(event["requestId"]), event))
        self.page.on("response", self._read)

    def _count(self, kind, event):
        if kind != "Document":
            self.files += event["encodedDataLength"]

    def _read(self, response):
        if response.request.resource_type == "document" and response.request.is_navigation_request():
            self.documents.append(response)
        elif response.status >= 400:
            self.refused.append(f"{response.status} {response.url}")

    @property
    def bytes(self) -> int:
        return self.files + sum(len(gzip.compress(one.body(), 6)) for one in self.documents if one.status < 300)


def barriers(page: Page, *rules: str) -> list[str]:
    """What axe finds, in a line each. Without `rules` everything of WCAG 2.2 A and AA."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": RULES}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"][:4]
    ]


def overflows(page: Page) -> dict[int, list[str]]:
    """Width -> what reaches beyond the right edge."""
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide[width] = page.evaluate(SIDEWAYS)
    return wide
