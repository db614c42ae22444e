"""The index over the words: FTS5 kept by triggers on SQLite, GIN on PostgreSQL. Both see the same words, so they find the same."""

from django.db import migrations

# `ascii` takes every character beyond ASCII as part of a word: words come out as they were written, whatever SQLite knows of Unicode.
SQLITE = [
    """CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_document', content_rowid='id', detail=none,
       columnsize=0, tokenize="ascii tokenchars '@#^:_-'")""",
    """CREATE TRIGGER search_index_added AFTER INSERT ON search_document BEGIN
       INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER search_index_taken AFTER DELETE ON search_document BEGIN
       INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words); END""",
    """CREATE TRIGGER search_index_changed AFTER UPDATE OF words ON search_document BEGIN
       INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);
       INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER search_index_added",
    "DROP TRIGGER search_index_taken",
    "DROP TRIGGER search_index_changed",
    "DROP TABLE search_index",
]
# Long values stand beside the row, so that reading a thousand rows of facets reads few pages.
POSTGRES = [
    "ALTER TABLE search_document SET (toast_tuple_target = 256)",
    """CREATE INDEX search_document_words ON search_document
       USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)""",
    # A search names words that are rare and keys that are everywhere: the planner needs to know which.
    "ALTER INDEX search_document_words ALTER COLUMN 1 SET STATISTICS 1000",
    "ALTER TABLE search_document ALTER COLUMN id SET STATISTICS 1000",
]
POSTGRES_BACK = ["DROP INDEX search_document_words", "ALTER TABLE search_document RESET (toast_tuple_target)"]


def build(apps, editor):
    _run(editor, SQLITE, POSTGRES)


def take_down(apps, editor):
    _run(editor, SQLITE_BACK, POSTGRES_BACK)


def _run(editor, sqlite, postgres):
    for statement in postgres if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_tables")]

    operations = [migrations.RunPython(build, take_down)]
