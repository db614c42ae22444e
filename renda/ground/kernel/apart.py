"""A job in a process of its own: the memory that models take is the machine's again when it ends, and none of it is the worker's.

The worker claims the row; `python -m renda.ground.kernel.apart KEY` runs it and notes how it ended, as the worker would.
"""

import subprocess
import sys
from uuid import UUID


def run(key: UUID) -> int:
    """Run the claimed job of this key and wait for it. Not zero: the process ended without having noted how."""
    return subprocess.run([sys.executable, "-m", __name__, str(key)], check=False).returncode


def main(key: str) -> None:
    import django

    django.setup()
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from renda.ground.kernel import jobs
    from renda.ground.kernel.process import die_with_parent

    die_with_parent()
    jobs.load_declarations()
    jobs.run_here(DBTaskResult.objects.get(pk=key))
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
