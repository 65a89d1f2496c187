"""What the application may do with each table of people, trail and sign-in, when it is not migrating.

Trail and history are read and added to, never changed. Nobody who works here is deleted; a role is ended, not removed.
"""

KEPT_FOR_EVER = ("SELECT", "INSERT")
KEPT_UP_TO_DATE = ("SELECT", "INSERT", "UPDATE")
COMES_AND_GOES = ("SELECT", "INSERT", "UPDATE", "DELETE")
READ = ("SELECT",)

GRANTS = {
    "accounts_user": KEPT_UP_TO_DATE,
    "accounts_rolegrant": KEPT_UP_TO_DATE,
    "accounts_clinicallead": KEPT_UP_TO_DATE,
    "accounts_auditevent": KEPT_FOR_EVER,
    "accounts_userevent": KEPT_FOR_EVER,
    "accounts_rolegrantevent": KEPT_FOR_EVER,
    "accounts_clinicalleadevent": KEPT_FOR_EVER,
    "accounts_cache": COMES_AND_GOES,
    # Of the frameworks: sessions end, and sign-in keeps its own list of e-mail addresses.
    "django_session": COMES_AND_GOES,
    "account_emailaddress": COMES_AND_GOES,
    "account_emailconfirmation": COMES_AND_GOES,
    # Never written while people work: permissions of ours are in accounts/access.py, history keeps its context in its rows.
    "auth_group": READ,
    "auth_group_permissions": READ,
    "auth_permission": READ,
    "django_content_type": READ,
    "django_migrations": READ,
    "pghistory_context": READ,
}
