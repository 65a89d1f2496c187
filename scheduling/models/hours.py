"""When resources can be booked: hours of the week, other hours on a day, leave and maintenance, days the clinic is closed.

Times of day are minutes after midnight by the clinic's clock, so that nobody's nine o'clock moves when the clocks change.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Identified
from scheduling.models import ranges
from scheduling.models.resource import Resource

MINUTES_OF_A_DAY = 24 * 60
WITHIN_A_DAY = Q(from_minute__lt=F("until_minute"), until_minute__lte=MINUTES_OF_A_DAY)
LASTS = Q(starts_at__lt=F("ends_at"))


class PeriodQuerySet(models.QuerySet):
    """Which periods."""

    def touching(self, starts_at, ends_at):
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


@tracked
class WorkingHours(Identified):
    """A stretch of every week, Monday is 0. What lies between two stretches of a day is a break."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("working hours")
        constraints = [
            models.CheckConstraint(condition=WITHIN_A_DAY, name="hours_within_a_day"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_on_a_weekday"),
            ExclusionConstraint(
                name="hours_do_not_overlap",
                expressions=[
                    (ranges.one("resource"), "&&"),
                    (ranges.one("weekday"), "&&"),
                    (ranges.between("from_minute", "until_minute"), "&&"),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.weekday}: {self.from_minute} to {self.until_minute}"


class OtherHoursQuerySet(models.QuerySet):
    """Which days."""

    def within(self, first_on, last_on):
        return self.filter(on__range=(first_on, last_on))


@tracked
class OtherHours(Identified):
    """A stretch of one day that has these hours instead of those of its weekday."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="other_hours")
    on = models.DateField()
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()

    objects = OtherHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("other hours on a day")
        constraints = [
            models.CheckConstraint(condition=WITHIN_A_DAY, name="other_hours_within_a_day"),
            models.UniqueConstraint(fields=["resource", "on", "from_minute"], name="other_hours_begin_once"),
        ]

    def __str__(self):
        return f"{self.on}: {self.from_minute} to {self.until_minute}"


@tracked
class Leave(Identified):
    """A person is away, a room is out of use, a device is being maintained."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="leaves")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(_("Note"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        constraints = [models.CheckConstraint(condition=LASTS, name="leave_lasts")]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="leave_by_time")]

    def __str__(self):
        return f"{self.starts_at} to {self.ends_at}"


@tracked
class Closure(Identified):
    """The whole clinic is closed."""

    name = models.CharField(_("Name"), max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        constraints = [models.CheckConstraint(condition=LASTS, name="closure_lasts")]

    def __str__(self):
        return self.name
