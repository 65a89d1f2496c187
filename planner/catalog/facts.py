"""The shape every fact has: a frozen dataclass, written by keyword."""

from dataclasses import dataclass
from typing import dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(cls: type) -> type:
    """Make `cls` a fact: frozen, keyword-only. A field without a default must be given; an absent optional one means not known."""
    return dataclass(frozen=True, kw_only=True, slots=True)(cls)
