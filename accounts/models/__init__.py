"""People, the roles they hold, who leads clinically, and the trail of what everybody did."""

from accounts.models.audit_event import AuditEvent
from accounts.models.cached_value import CachedValue
from accounts.models.identified import Identified
from accounts.models.role import ClinicalLead, RoleGrant
from accounts.models.user import User

__all__ = ["AuditEvent", "CachedValue", "ClinicalLead", "Identified", "RoleGrant", "User"]
