"""Why a change of the catalog was refused: what happened, and what to do next."""

from django.utils.translation import gettext as _


class CatalogRefused(ValueError):
    """A change of the catalog that was not made. Its text is for the person who asked for it."""


class NotADraft(CatalogRefused):
    """What is in review or published is not edited."""

    def __init__(self, version):
        super().__init__(
            _("Version %(version)s is no draft any more and stays as it is. Write a new version.")
            % {"version": version}
        )


class NotInReview(CatalogRefused):
    """A version is reviewed before it is published."""

    def __init__(self, version):
        super().__init__(_("Version %(version)s is not in review. Hand it in for review first.") % {"version": version})


class AlreadyPublished(CatalogRefused):
    """Somebody else was faster with this very version."""

    def __init__(self, version):
        self.by, self.at = version.published_by, version.published_at
        super().__init__(_("Version %(version)s was already published. Nothing is left to do.") % {"version": version})


class PublishedMeanwhile(CatalogRefused):
    """Another version took force since this one was begun: what it changed would be lost without a word."""

    def __init__(self, version, current):
        self.current = current
        super().__init__(
            _(
                "Version %(current)s was published after version %(version)s was begun. Nothing was published. "
                "Begin a new version from the one in force and repeat your changes there."
            )
            % {"version": version, "current": current or "?"}
        )


class OwnDraft(CatalogRefused):
    """What one person drafts, a second person publishes."""

    def __init__(self, version):
        super().__init__(
            _("You wrote version %(version)s yourself. Ask a second person to publish it.") % {"version": version}
        )


class ItemRefused(CatalogRefused):
    """An item that does not fit the knowledge of its version."""

    def __init__(self, name: str, problem: str, allowed: str):
        super().__init__(
            _("Item %(name)s: %(problem)s; allowed: %(allowed)s.")
            % {"name": name, "problem": problem, "allowed": allowed}
        )


class NotClinicalLead(CatalogRefused):
    """Only the named clinical lead signs."""

    def __init__(self):
        super().__init__(_("Only the clinical lead signs the catalog. A clinic admin names the clinical lead."))


class AlreadySigned(CatalogRefused):
    """It carries a signature; a second one adds nothing."""

    def __init__(self, sign_off):
        self.by, self.at = sign_off.signed_by, sign_off.signed_at
        super().__init__(
            _("%(by)s signed this on %(at)s. Go on with the next.") % {"by": self.by, "at": f"{self.at:%d %b %Y}"}
        )


class NothingToSign(CatalogRefused):
    """There is no such table or row, or the row is signed with its table."""

    def __init__(self, kind: str, key: str):
        super().__init__(
            _("%(what)s is not on the list of what is signed. Open the list and choose from it.")
            % {"what": f"{kind} {key}".strip()}
        )
