"""The command `renda`: serve, worker, live, demo, backup and restore are its own; the others are management commands."""

import argparse
import errno
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

HELP = """renda 命令：
  serve            对外服务（网页、后台任务、会场屏）            --port 8000 --workers 2 --live-port 8001 --tls 证书 私钥
  worker           只跑后台任务
  live             只跑会场屏和手机的即时消息                  --port 8001
  demo             装入演示县并开始服务                        --county gaoxian|dingyuan|daan --database --check
  migrate          建库、升级数据库
  check            检查设置和各流程的声明
  backup           备份数据库和文件                            renda backup 目录 [--keys 文件]
  restore          从备份恢复                                  renda restore 备份 [--keys 文件]
  rotate-keys      换一把新钥匙，重新加密个人信息
  verify-history   逐条核对历史记录
  seal             给一天的历史盖封
  new-county       建一个县和第一位管理员                      renda new-county 511525 高县 --admin 登录名 姓名
  import           导入名册、旧系统的建议和意见                renda import people|units|suggestions|opinions 文件 [--dry-run]
                   装入法律文本，各处引用的条文就能点开        renda import laws 文件夹
  export           导出建议，全部列，可以再导入                renda export suggestions 文件.xlsx|文件.csv
  search rebuild   重建搜索索引，可以停下再继续
  evaluate         用本县的旧件检验参考意见准不准              renda evaluate routing|alike|hot|reply
  evaluate paper   检验纸质件认字认得准不准                    --pages 3 --seed 1
  draw-workflows   画出各流程图
其余同 Django 的管理命令；短横线可代替下划线。加 --help 看每个命令的说明。"""


ADDRESS_FAULTS = {errno.EADDRINUSE: "别的程序正在用它", errno.EACCES: "没有权限用这个端口"}


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(HELP)
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")
    if command := TWO_WORDS.get(tuple(words[:2])):
        words = [command, *words[2:]]
    own = OWN.get(words[0])
    return own(words[1:]) if own else _manage(words)


def _manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    from renda.config.first_use import check_tables, prepare_data

    if complaint := prepare_data() or (check_tables() if words[0] == "migrate" else ""):
        return _complain(complaint)
    execute_from_command_line(["renda", words[0].replace("-", "_"), *words[1:]])
    return 0


def _serve(words: list[str]) -> int:
    parser = argparse.ArgumentParser("renda serve", description="对外服务。")
    _add_serving(parser)
    return _run_server(parser.parse_args(words))


def _worker(words: list[str]) -> int:
    argparse.ArgumentParser("renda worker", description="只跑后台任务，直到被停下。").parse_args(words)
    from renda.config.first_use import prepare_data
    from renda.config.serve import run_jobs

    if complaint := prepare_data():
        return _complain(complaint)
    run_jobs()
    return 0


def _live(words: list[str]) -> int:
    parser = argparse.ArgumentParser("renda live", description="只跑会场屏和手机的即时消息，直到被停下。")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"), help="证书和私钥文件")
    asked = parser.parse_args(words)
    from renda.config.first_use import prepare_data
    from renda.config.serve import run_live

    if complaint := _why_not_here(asked.host, asked.port) or prepare_data():
        return _complain(complaint)
    run_live(asked.host, asked.port, (asked.tls[0], asked.tls[1]) if asked.tls else None)
    return 0


def _demo(words: list[str]) -> int:
    parser = argparse.ArgumentParser("renda demo", description="装入演示县，列出可登录的人，开始服务。")
    parser.add_argument("--county", default="gaoxian", choices=["gaoxian", "dingyuan", "daan"])
    parser.add_argument("--database", default="", help="postgresql://…；不填用内置的 SQLite")
    parser.add_argument("--check", action="store_true", help="在空闲端口上走一遍主线，逐步报告，然后退出")
    _add_serving(parser)
    asked = parser.parse_args(words)
    if asked.database:
        os.environ["DATABASE_URL"] = asked.database
    if asked.check:
        _use_check_folder(asked.database)
    from renda.config import demo

    if asked.check:
        return demo.check(asked.county)
    if complaint := _why_not_here(asked.host, asked.port) or demo.load(asked.county):
        return _complain(complaint)
    return _become_server(asked)


def _backup(words: list[str]) -> int:
    parser = argparse.ArgumentParser("renda backup", description="备份数据库和文件；钥匙另存，不要放在一起。")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keys", type=Path, help="把钥匙另存到这个文件")
    asked = parser.parse_args(words)
    from renda.config import backup

    return backup.back_up(asked.folder, asked.keys)


def _restore(words: list[str]) -> int:
    parser = argparse.ArgumentParser("renda restore", description="从备份恢复到一个空的数据文件夹和空的数据库。")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--keys", type=Path, help="当时另存的钥匙文件")
    asked = parser.parse_args(words)
    from renda.config import backup

    return backup.restore(asked.archive, asked.keys)


def _evaluate(words: list[str]) -> int:
    if words[:1] == ["paper"]:
        from renda.ground.scans.judging import main as evaluate_paper

        return evaluate_paper(words[1:])
    from renda.ground.search.advice.evaluate import main as evaluate

    return evaluate(words)


def _add_serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="网页进程数")
    parser.add_argument("--threads", type=int, default=4, help="每个网页进程的线程数")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"), help="证书和私钥文件")
    parser.add_argument("--no-worker", action="store_true", help="不带后台任务进程")
    parser.add_argument("--live-port", type=int, help="会场屏的端口；不填是网页端口加1，0是不带")


def _become_server(asked: argparse.Namespace) -> NoReturn:
    """Serve in a fresh process of the same number: what loading needed is not carried along."""
    words = [f"--{name}={getattr(asked, name)}" for name in ("host", "port", "workers", "threads")]
    words += ["--tls", *asked.tls] if asked.tls else []
    words += ["--no-worker"] if asked.no_worker else []
    words += [] if asked.live_port is None else [f"--live-port={asked.live_port}"]
    os.execv(sys.executable, [sys.executable, "-m", "renda.config.cli", "serve", *words])  # noqa: S606 our own program


def _run_server(asked: argparse.Namespace) -> int:
    if asked.tls:
        os.environ["RENDA_HTTPS"] = "1"
    from renda.config.first_use import prepare_data
    from renda.config.serve import Serving, serve

    if complaint := _why_not_here(asked.host, asked.port) or _why_not_live(asked) or prepare_data():
        return _complain(complaint)
    tls = (asked.tls[0], asked.tls[1]) if asked.tls else None
    jobs = not asked.no_worker
    return serve(Serving(asked.host, asked.port, asked.workers, asked.threads, tls, jobs, asked.live_port))


def _why_not_live(asked: argparse.Namespace) -> str:
    return _why_not_here(asked.host, asked.live_port) if asked.live_port else ""


def _why_not_here(host: str, port: int) -> str:
    """A complaint if nothing can listen at the address asked for; empty if it is free."""
    try:
        socket.create_server((host, port)).close()
    except OverflowError:
        return f"不能用来服务：端口要在0到65535之间，收到的是 {port}。"
    except OSError as error:
        reason = ADDRESS_FAULTS.get(error.errno or 0, "这台机器没有这个地址")
        return f"{host}:{port} 不能用来服务：{reason}。请用 --port、--host 换一个，再试一次。"
    return ""


def _use_check_folder(database_url: str) -> None:
    """A data folder of its own: new for SQLite; for a named database the same each time, as its keys are there."""
    import hashlib
    import shutil

    name = f"check-{hashlib.sha256(database_url.encode()).hexdigest()[:12]}" if database_url else "check"
    folder = Path(os.environ.get("RENDA_DATA", "var")).absolute() / name
    if not database_url:
        os.environ.pop("DATABASE_URL", None)
        shutil.rmtree(folder, ignore_errors=True)
    os.environ["RENDA_DATA"] = str(folder)


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


# Commands whose second word belongs to a subject of its own.
TWO_WORDS: dict[tuple[str, ...], str] = {
    ("import", "laws"): "import_laws",
    ("import", "suggestions"): "import_suggestions",
    ("import", "opinions"): "import_opinions",
    ("export", "suggestions"): "export_suggestions",
}
OWN: dict[str, Callable[[list[str]], int]] = {
    "serve": _serve,
    "worker": _worker,
    "live": _live,
    "demo": _demo,
    "backup": _backup,
    "restore": _restore,
    "evaluate": _evaluate,
}

if __name__ == "__main__":
    sys.exit(main())
