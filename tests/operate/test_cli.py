"""The command line: words of its own, management commands with dashes, help."""

import socket

import pytest

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


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_an_address_in_use_is_told_before_anything_is_made(command, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("RENDA_DATA", str(tmp_path / "none"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main([command, f"--port={port}"]) == 1
    said = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in said
    assert "--port" in said
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("words", [["--port=99999"], ["--host=no-such-host.invalid"]])
def test_an_address_that_cannot_be_is_told(words, capsys):
    assert cli.main(["serve", *words]) == 1
    assert "不能用来服务" in capsys.readouterr().err
