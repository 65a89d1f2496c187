"""The table of Django's database cache: counters of sign-in attempts that all processes share."""

from django.db import models


class CachedValue(models.Model):
    """One cached value. Kept in the database because every web process has to count the same attempts."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_cache"

    def __str__(self):
        return self.cache_key
