"""Safety: the rules of safety.toml read for one case, and the arithmetic of local anaesthetics."""

from planner.safety.screening import screen
from planner.safety.verdicts import OpenQuestion, Screening, Verdict

__all__ = ["OpenQuestion", "Screening", "Verdict", "screen"]
