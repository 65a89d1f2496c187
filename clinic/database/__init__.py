"""The database of a clinic that names no server: a PostgreSQL of its own, started at the first connection (docs/adr/0007).

base.py is what Django connects through; cluster.py starts and stops; places.py, binaries.py and locks.py say where it stands,
what runs it and who needs it; watchdog.py outlives them all. grants.py lists what each login role may do (docs/adr/0006).
"""
