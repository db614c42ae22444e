"""The command line: words of its own, management commands with dashes, help."""

from renda.config import cli


def test_help_names_the_commands(capsys):
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in ("serve", "backup", "verify-history", "rotate-keys"))


def test_dashes_stand_for_underscores(monkeypatch):
    asked = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", asked.append)
    assert cli.main(["rotate-keys", "--resume"]) == 0
    assert asked == [["renda", "rotate_keys", "--resume"]]


def test_a_check_on_a_named_database_keeps_its_keys(monkeypatch, tmp_path):
    monkeypatch.setenv("RENDA_DATA", str(tmp_path))
    cli._use_check_folder("postgresql:///one")
    first = cli.os.environ["RENDA_DATA"]
    monkeypatch.setenv("RENDA_DATA", str(tmp_path))
    cli._use_check_folder("postgresql:///one")
    assert cli.os.environ["RENDA_DATA"] == first
    monkeypatch.setenv("RENDA_DATA", str(tmp_path))
    cli._use_check_folder("postgresql:///two")
    assert cli.os.environ["RENDA_DATA"] != first
