from __future__ import annotations

from tests.real.conftest import absent
from tests.servers.keyring import Keyring, missing

PUT = """
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.secrets.port import Secret
KeyringSecrets().put("account:1", Secret("s3same-\\u00fc-\\U0001f511"))
"""
GET = """
from workbench.secrets.keyring_store import KeyringSecrets
found = KeyringSecrets().get("account:1")
print(ascii(found and found.reveal()))
"""
DROP = """
from workbench.secrets.keyring_store import KeyringSecrets
KeyringSecrets().drop("account:1")
KeyringSecrets().drop("account:1")
"""
STATE = """
from datetime import timedelta
from workbench.secrets.keyring_store import KeyringSecrets
state = KeyringSecrets(patience=timedelta(seconds=5)).state()
print(state.usable, state.sentence)
"""
FAIL = """
from datetime import timedelta
from workbench.kernel.errors import KeyringFault
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.secrets.port import Secret
try:
    KeyringSecrets(patience=timedelta(seconds=5)).put("account:1", Secret("s3same"))
except KeyringFault as fault:
    print("fault:", fault)
"""


def run(ring: Keyring, code: str) -> str:
    done = ring.python(code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_token_is_kept_across_processes_and_never_in_the_clear(real_keyring: Keyring) -> None:
    run(real_keyring, PUT)
    assert run(real_keyring, GET) == ascii("s3same-ü-🔑")
    assert not any(b"s3same" in file.read_bytes() for file in real_keyring.files())
    run(real_keyring, DROP)
    assert run(real_keyring, GET) == "None"


def test_the_state_of_a_working_keyring_is_said_in_a_sentence(real_keyring: Keyring) -> None:
    assert run(real_keyring, STATE) == "True Tokens are kept in the keyring (Secret Service)."


def test_a_plain_file_keyring_that_pushes_itself_in_gets_nothing(real_keyring: Keyring) -> None:
    real_keyring.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    run(real_keyring, PUT)
    assert run(real_keyring, GET) == ascii("s3same-ü-🔑")


def test_without_an_unlocked_keyring_the_fault_comes_in_words() -> None:
    if why := missing():
        absent(why)
    with Keyring(unlocked=False) as ring:
        said = run(ring, FAIL)
        assert said.startswith("fault: ")
        assert "until the program ends" in said or "does not answer" in said
        assert "s3same" not in said
        assert run(ring, STATE).startswith("False")
        assert not any(b"s3same" in file.read_bytes() for file in ring.files())
