"""The name every row of ours carries outside the database."""

import uuid

from django.db import models


class Identified(models.Model):
    """A bigint key inside, and a uuid for addresses, JSON and the audit trail, so that nobody can count or guess rows."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
