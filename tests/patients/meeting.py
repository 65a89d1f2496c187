"""Several people who act at the same moment."""

import threading

from django.db import connection


def together(*acts):
    """Let each act begin at the same moment on its own connection; what each gave or raised, in their order."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        gate.wait(timeout=10)
        try:
            outcomes[number] = act()
        except Exception as error:  # judged by the test
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
