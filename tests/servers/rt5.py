"""A real Request Tracker 5 on loopback, thrown away afterwards. Its mails are written to files, to be counted.

As a script: ``python3 tests/servers/rt5.py install`` installs Debian's packages (as root).
"""

from __future__ import annotations

import email
import email.policy
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

LIBRARY = Path("/usr/share/request-tracker5")
SEED = Path(__file__).with_name("rt5_seed.pl")
PACKAGES = (
    "request-tracker5", "rt5-db-sqlite", "rt5-standalone", "w3m", "msmtp-mta", "dbconfig-no-thanks", "sqlite3",
)  # fmt: skip
ANSWERS = """\
request-tracker5 request-tracker5/webpath string
request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1
request-tracker5 request-tracker5/rtname string rt.test
request-tracker5 request-tracker5/organization string rt.test
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean true
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/install-cronjobs boolean false
"""
SITE_CONFIG = """\
Set($rtname, 'rt.test'); Set($Organization, 'rt.test');
Set($CorrespondAddress, 'support@rt.test'); Set($CommentAddress, 'support-comment@rt.test');
Set($WebDomain, '127.0.0.1'); Set($WebPort, {port}); Set($WebPath, '');
Set($WebBaseURL, 'http://127.0.0.1:{port}'); Set($WebURL, 'http://127.0.0.1:{port}/');
Set($Timezone, 'UTC'); Set($RestrictReferrer, 0); Set($NotifyActor, 1);
Set($LogToSyslog, undef); Set($LogToSTDERR, 'warning');
Set($MailCommand, 'sendmailpipe'); Set($SendmailPath, '{home}/sendmail');
Set($SendmailArguments, '-oi'); Set($SendmailBounceArguments, '-f <>');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '{home}/rt5.sqlite');
1;
"""
SENDMAIL = """\
#!/bin/sh
part=$(mktemp "{home}/mail/XXXXXXXXXX") && cat >"$part" && mv "$part" "$part.eml"
"""


def missing() -> str:
    """Why there can be no Request Tracker here; empty when there can."""
    if not (LIBRARY / "libexec" / "rt-server").exists():
        return "Request Tracker 5 is not installed (python3 tests/servers/rt5.py install)"
    if os.geteuid() != 0:
        return "Request Tracker 5 is started as root, who gives it to www-data"
    return ""


def install() -> None:
    """Install the packages with the answers that they would ask for."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["debconf-set-selections"], input=ANSWERS, text=True, check=True)
    subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq", "-y", "--no-install-recommends", "install", *PACKAGES],
        check=True, env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip


@dataclass
class RequestTracker:
    """A running server. ``tokens`` by user name; ``home``: its database, log and mails."""

    home: Path
    port: int
    tokens: dict[str, str] = field(default_factory=dict, repr=False)
    tickets: list[int] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, tickets: int = 20) -> RequestTracker:
        """Make an empty database, seed it, serve it, and wait until it answers."""
        self._prepare()
        self._as_www(["rt-setup-database-5", "--action", "init"])
        self._as_www(["sqlite3", str(self.home / "rt5.sqlite"), "PRAGMA journal_mode=WAL;"])
        self.seed_more(tickets)
        self.serve()
        return self

    def serve(self) -> None:
        command = [str(LIBRARY / "libexec" / "rt-server"), "--host", "127.0.0.1", "--port", str(self.port),
                   "-s", "Starlet", "--max-workers", "3"]  # fmt: skip
        with (self.home / "log" / "rt.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*_drop(), *command], env=self._environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        for _ in range(240):
            if self._answers():
                return
            time.sleep(0.25)
        raise RuntimeError("Request Tracker did not start: " + (self.home / "log" / "rt.log").read_text()[-2000:])

    def stop(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def seed_more(self, tickets: int) -> None:
        """Add ``tickets`` tickets of made-up customers; users and tokens with the first."""
        made = json.loads(self._as_www(["perl", f"-I{LIBRARY}/lib", str(self._readable(SEED)), str(tickets)]))
        self.tokens.update(made["tokens"])
        self.tickets += made["tickets"]

    def mails(self, to: str = "example.test") -> list[EmailMessage]:
        """The mails that went to addresses ending in ``to``, in no order."""
        found = []
        for file in (self.home / "mail").glob("*.eml"):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            if to in str(message["To"]):
                found.append(message)
        return found

    def mail_texts(self) -> list[str]:
        """The words of every mail to a customer."""
        return [_words(message) for message in self.mails()]

    def customer_writes(self, ticket: int, text: str) -> None:
        """The customer answers on a ticket, as a mail of theirs would."""
        self._as_www(["perl", f"-I{LIBRARY}/lib", str(self._readable(SEED)), "write", str(ticket), text])

    def api(self, method: str, path: str, body: Any = None, user: str = "alice") -> Any:
        """One bare request to the REST 2 API; the decoded answer."""
        request = urllib.request.Request(
            f"{self.url}/REST/2.0{path}", method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.tokens[user]}", "Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def _prepare(self) -> None:
        for name in ("conf.d", "log", "mail"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        (self.home / "RT_SiteConfig.pm").write_text(SITE_CONFIG.format(port=self.port, home=self.home))
        (self.home / "sendmail").write_text(SENDMAIL.format(home=self.home))
        (self.home / "sendmail").chmod(0o755)
        subprocess.run(["chown", "-R", "www-data:www-data", str(self.home)], check=True)

    def _readable(self, script: Path) -> Path:
        copy = self.home / script.name
        if not copy.exists():
            shutil.copyfile(script, copy)
            copy.chmod(0o644)
        return copy

    def _answers(self) -> bool:
        try:
            self.api("GET", "/rt")
        except (urllib.error.URLError, OSError):
            return False
        return True

    def _as_www(self, command: list[str]) -> str:
        done = subprocess.run(
            [*_drop(), *command], env=self._environment(), capture_output=True, text=True, check=False, cwd="/"
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr[-2000:]}{done.stdout[-500:]}")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "RT_SITE_CONFIG": str(self.home / "RT_SiteConfig.pm"),
            "RT_SITE_CONFIG_DIR": str(self.home / "conf.d"),
        }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _drop() -> list[str]:
    return ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups"]


def _words(message: EmailMessage) -> str:
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join(str(part) for part in parts)


if __name__ == "__main__":
    if sys.argv[1:] == ["install"]:
        install()
    else:
        print(__doc__)
