"""The words of the catalog, for templates."""

from django import template

from catalog.words import CONFIDENCE, CONFIDENCE_KIND, said

register = template.Library()


@register.filter
def confidence_word(confidence: str) -> str:
    """The small mark beside a fact."""
    return CONFIDENCE[confidence][0]


@register.filter
def confidence_means(confidence: str) -> str:
    """What the mark means, in a sentence."""
    return CONFIDENCE[confidence][1]


@register.filter
def confidence_kind(confidence: str) -> str:
    """The colour of the mark."""
    return CONFIDENCE_KIND[confidence]


@register.inclusion_tag("catalog/_legend.html")
def confidence_legend() -> dict:
    """What each mark means, for pages that show many."""
    return {"marks": list(CONFIDENCE)}


register.filter("said", said)
