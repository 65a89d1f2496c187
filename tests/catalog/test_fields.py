"""The fields of a fact, as they are listed."""

from django.template.loader import render_to_string


def test_fields_leave_out_what_is_not_stated():
    fields = [{"label": "Note", "shape": "empty"}, {"label": "Label", "shape": "text", "text": "Keloid"}]

    page = render_to_string("catalog/_fields.html", {"fields": fields})

    assert "Keloid" in page and "Note" not in page
