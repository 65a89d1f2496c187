"""The log is read by people: what is no fault takes one line."""

import io
import logging
import sys

import pytest
from django.core.exceptions import PermissionDenied

from clinic.log_lines import RefusalsInOneLine


@pytest.fixture
def logged():
    """What a handler with the filter writes of an error."""

    def write(error):
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.addFilter(RefusalsInOneLine())
        try:
            raise error
        except type(error):
            handler.handle(logging.LogRecord("x", logging.WARNING, "", 1, "Forbidden: /audit/", (), sys.exc_info()))
        return stream.getvalue()

    return write


def test_refused_page_takes_one_line(logged):
    assert logged(PermissionDenied("needs one of: audit.read")) == "Forbidden: /audit/\n"


def test_a_fault_keeps_its_traceback(logged):
    assert "Traceback" in logged(ValueError("broken"))
