"""Which of two complete courses is better: levels compared one after another, never a weighted sum.

A level of a course is a count, the smaller the better. An order says which level is looked at first; the rest decide between equals.
"""

from collections.abc import Mapping
from enum import StrEnum


class Level(StrEnum):
    """What is counted."""

    FINISH = "finish"  # days from the first day of the first window to the last visit
    CHANGES = "changes"  # visits led by another practitioner than the visit before
    OUTSIDE = "outside"  # visits outside what the patient wishes
    RHYTHM = "rhythm"  # visits not on the one weekday and time that most of them share
    TARGET = "target"  # days between the visits and the days meant to be best for them
    START = "start"  # minutes between the beginning of each day and its visit


class Order(StrEnum):
    """What a proposal is best at."""

    EARLIEST = "earliest"
    SAME_TIME = "same_time"
    AS_WISHED = "as_wished"


LEVELS_OF = {
    Order.EARLIEST: (Level.FINISH, Level.CHANGES, Level.OUTSIDE, Level.TARGET, Level.START),
    Order.SAME_TIME: (Level.RHYTHM, Level.FINISH, Level.CHANGES, Level.OUTSIDE, Level.TARGET, Level.START),
    Order.AS_WISHED: (Level.OUTSIDE, Level.CHANGES, Level.FINISH, Level.TARGET, Level.START),
}
BITS_OF_A_LEVEL = 24  # room for the minutes of ten thousand visits
WORST = 1 << (BITS_OF_A_LEVEL * (len(Level) + 1))  # more than any course costs


def weights(order: Order) -> dict[Level, int]:
    """The levels of an order packed into one number: comparing sums compares level by level; 0 = the level is not compared."""
    last_first = reversed(LEVELS_OF[order])
    found = {level: 1 << (BITS_OF_A_LEVEL * place) for place, level in enumerate(last_first)}
    return {level: found.get(level, 0) for level in Level}


def compared(order: Order, counts: Mapping[Level, int]) -> tuple[int, ...]:
    """The counts of a course in the sequence in which an order looks at them."""
    return tuple(counts[level] for level in LEVELS_OF[order])
