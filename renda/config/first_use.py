"""The data folder and its key ring, made the first time any command runs."""

from pathlib import Path

from django.conf import settings

from renda.ground.kernel.sealed import make_ring, write_ring


def prepare_data() -> str:
    """Make folder and key ring where missing. Returns a complaint, empty if all is well.

    A database without its ring is never given a new one: what it holds could not be read any more.
    """
    ring = Path(settings.KEY_FILE)
    for folder in (settings.FILES_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    if ring.exists():
        return ""
    if holds_data():
        return f"数据库里已有数据，但没有钥匙文件 {ring}。请把当时另存的钥匙放回这里，再试一次。"
    write_ring(make_ring(), ring)
    return ""


def check_tables() -> str:
    """A complaint if the tables are those of the previews before the first release: no migration leads on from them."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    if not holds_data():
        return ""
    try:
        recorder = MigrationRecorder(connection)
        if recorder.has_table() and recorder.migration_qs.filter(name="0001_first_tables").exists():
            return (
                "这个数据库是预览版建的，表结构已经变了。请换一个空的数据文件夹（RENDA_DATA）或空的数据库，再试一次。"
            )
        return ""
    finally:
        connection.close()


def holds_data() -> bool:
    """Whether the database has been migrated before."""
    import django
    from django.db import OperationalError, connection

    django.setup()
    database = settings.DATABASES["default"]
    if "sqlite3" in str(database["ENGINE"]) and not Path(str(database["NAME"])).exists():
        return False
    try:
        return bool(connection.introspection.table_names())
    except OperationalError:
        return False
    finally:
        connection.close()
