"""What pages, styles and scripts keep to: the strict policy, colours from one place, contrast, weight, icons that exist."""

import gzip
import json
import re
from itertools import chain

import pytest

from accounts.navigation import entries
from tests.house.repository import ROOT, files, named

SOURCES = ROOT / "frontend" / "src"
BUILT = ROOT / "static" / "dist"
TEMPLATES = {named(path): path.read_text() for path in files() if path.suffix == ".html"}
STYLES = {path.name: path.read_text() for path in sorted(SOURCES.glob("*.css"))}
TOKENS = STYLES["tokens.css"]
PAIR = re.compile(r"--(?:c-)?([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(TOKENS)}

INLINE = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "script without a file": r"<script\b(?![^>]*\ssrc=)",
    "handler": r"<[^>]*\son[a-z]+\s*=",
    "htmx handler": r"\bhx-on\b|\bdata-hx-on\b|\bhx-vars\b|[\"']js:",
    "script address": r"javascript:",
    "another host": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
}
NAMED_COLOURS = (
    "black white gray grey silver red maroon orange yellow olive green lime teal aqua blue navy purple pink brown gold"
)
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\("
    rf"|(?<![\w-])(?:{NAMED_COLOURS.replace(' ', '|')})(?![\w-])",
    re.IGNORECASE,
)
ICON_IN_TEMPLATE = re.compile(r"""(?:icon\.html" with name=|icon=|name=icon\|default:)"([a-z0-9-]+)\"""")
ICON_IN_PYTHON = re.compile(r"""["']?icon["']?\s*[:=]\s*["']([a-z0-9-]+)["']""")

TEXT, LARGE_OR_LINE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *[(text, ground, TEXT) for text in ("ink", "ink-2", "ink-3", "accent", "accent-hover") for ground in GROUNDS],
    *[(kind, ground, 5.6) for kind in ("ok", "warn", "danger", "info") for ground in (f"{kind}-soft", "surface")],
    *[(text, f"{kind}-soft", TEXT) for text in ("ink", "ink-2") for kind in ("ok", "warn", "danger", "info", "accent")],
    *[(f"on-sev{level}", f"sev{level}", TEXT) for level in range(5)],
    *[(line, ground, LARGE_OR_LINE) for line in ("line-strong", "focus") for ground in ("paper", "surface")],
    ("ink", "surface", 13.9),
    ("accent", "accent-soft", 5.6),
    ("on-accent", "accent", 7.2),
    ("on-accent", "accent-hover", TEXT),
    ("on-danger", "danger", TEXT),
    ("surface", "danger", TEXT),
]
MOST_BYTES = 150_000


def without_comments(style: str) -> str:
    return re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)


def icons_listed() -> list[str]:
    lines = (ROOT / "frontend" / "icons.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def icons_used() -> set[str]:
    in_templates = chain.from_iterable(ICON_IN_TEMPLATE.findall(text) for text in TEMPLATES.values())
    sources = [path for path in files() if path.suffix == ".py" and "tests" not in path.parts]
    in_python = chain.from_iterable(ICON_IN_PYTHON.findall(path.read_text()) for path in sources)
    return {*in_templates, *in_python, *(entry.icon for entry in entries())}


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(scope="module")
def built():
    assert BUILT.is_dir(), "static/dist/ is missing: npm ci --ignore-scripts && npm run build"
    return BUILT


@pytest.mark.parametrize("found", INLINE)
def test_no_template_needs_a_laxer_policy(found):
    pattern = re.compile(INLINE[found], re.IGNORECASE)

    assert [name for name, text in TEMPLATES.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("found", "html"),
    [
        ("style attribute", '<p class="a"\n style="color: red">'),
        ("style element", "<style>p{}</style>"),
        ("script without a file", '<script type="module">go()</script>'),
        ("handler", '<button class="x" onclick="go()">'),
        ("htmx handler", '<a hx-on:click="go()">'),
        ("another host", '<img src="https://elsewhere.example/x.png">'),
    ],
)
def test_what_would_break_the_policy_is_recognised(found, html):
    assert re.search(INLINE[found], html, re.IGNORECASE)
    assert not re.search(INLINE[found], '<script type="module" src="/app.js"></script><p data-on="1">', re.IGNORECASE)


def test_no_component_is_longer_than_a_glance():
    lengths = {name: len(text.splitlines()) for name, text in TEMPLATES.items() if "/components/" in name}

    assert lengths
    assert {name: length for name, length in lengths.items() if length >= 25} == {}


def test_no_component_asks_for_a_token_it_cannot_see():
    """Included with `only`, {% csrf_token %} is empty and the form refused; the token is passed as `csrf`."""
    assert [name for name, text in TEMPLATES.items() if "/components/" in name and "{% csrf_token" in text] == []


@pytest.mark.parametrize("name", [name for name in STYLES if name != "tokens.css"])
def test_every_colour_is_a_token(name):
    assert COLOUR.findall(without_comments(STYLES[name])) == []


def test_every_token_that_is_used_exists():
    styles = "\n".join(without_comments(style) for style in STYLES.values())
    defined = set(re.findall(r"(--[\w-]+)\s*:", styles))
    used = set(re.findall(r"var\((--[\w-]+)", styles))

    assert used
    assert {name for name in used - defined if not name.startswith("--bs-")} == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast_is_enough(text, ground, least, theme):
    assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= least


def test_contrast_is_computed_as_the_guideline_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_page_weighs_little(built):
    style, script = (len(gzip.compress((built / name).read_bytes(), 9)) for name in ("app.css", "app.js"))
    letters = (built / "inter-latin-wght-normal.woff2").stat().st_size

    assert style + script + letters <= MOST_BYTES


def test_every_icon_that_is_used_is_listed_and_no_other():
    assert icons_used() - set(icons_listed()) == set(), "add it to frontend/icons.txt and run `npm run build`"
    assert set(icons_listed()) - icons_used() == set()
    assert icons_listed() == sorted(set(icons_listed()))


def test_sprite_holds_the_icons_that_are_listed(built):
    symbols = re.findall(r'<symbol id="([\w-]+)"', (built / "icons.svg").read_text())

    assert symbols == icons_listed(), "npm run build"


def test_every_behaviour_begins_with_the_page():
    script = (SOURCES / "app.js").read_text()
    modules = {path.name for path in SOURCES.glob("*.js")} - {"app.js"}
    imported = set(re.findall(r'from "\./([\w.]+)"', "".join(path.read_text() for path in SOURCES.glob("*.js"))))
    begun = re.search(r"for \(const begin of \[(.*?)\]", script, re.DOTALL)[1]
    named_there = set(re.findall(r"import \{ (\w+) \} from", script))

    assert modules == imported
    assert named_there == set(re.findall(r"\w+", begun))


def test_every_style_sheet_reaches_the_page():
    imported = set(re.findall(r'@import "\./([\w.]+)"', STYLES["app.css"]))

    assert imported == set(STYLES) - {"app.css", "gallery.css"}


def test_no_script_makes_code_of_text():
    scripts = {path.name: path.read_text() for path in SOURCES.glob("*.js")}
    risky = re.compile(
        r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|localStorage"
    )

    assert [name for name, text in scripts.items() if risky.search(text)] == []


def test_packages_are_pinned_and_no_registry_is_named():
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = package["dependencies"] | package["devDependencies"]
    locked = {path: entry for path, entry in lock["packages"].items() if path}

    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    assert [name for name, version in wanted.items() if locked[f"node_modules/{name}"]["version"] != version] == []
    assert [path for path, entry in locked.items() if "resolved" in entry or "integrity" not in entry] == []
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text().splitlines()
