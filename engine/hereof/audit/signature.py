"""Signatures on certificates by SSH keys, made and checked by `ssh-keygen -Y`.

The signature is OpenSSH's own form (PROTOCOL.sshsig), armored, in a file beside the
certificate, over the bytes of its file and in a namespace of ours, so that a signature
made for anything else is none here.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE: Final = "certificate@hereof"
SUFFIX: Final = ".sig"
_PROGRAM: Final = "ssh-keygen"
_LONGEST: Final = 60
"""Seconds that checking may take; signing may wait for a passphrase or a touch."""


class SignatureError(Exception):
    """No signature can be made or checked; the message says why in one sentence."""


@frozen
class Signed:
    """What came of checking a signature.

    Attributes:
        is_good: Whether it is a signature over these bytes, and of somebody allowed where that was
            asked.
        by: The principal of the allowed-signers file; empty where none was asked, or none fits.
        says: In one sentence.
    """

    is_good: bool
    by: str
    says: str


def beside(certificate: Path) -> Path:
    """Give the file in which the signature of a certificate lies."""
    return certificate.with_name(certificate.name + SUFFIX)


def sign(data: bytes, key: Path) -> bytes:
    """Sign bytes with a private key, or with a public one whose private half an agent holds.

    Returns:
        The armored signature.

    Raises:
        SignatureError: There is no `ssh-keygen`, or it refuses.
    """
    if not key.is_file():
        raise SignatureError(f"there is no key `{key}`")
    ran = _run(data, "-Y", "sign", "-n", NAMESPACE, "-f", _named(key), longest=None)
    if ran.returncode != 0 or not ran.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise SignatureError(f"`{key}` signs nothing: {_last(ran.stderr)}")
    return ran.stdout


def check_signature(data: bytes, signature: Path, allowed: Path | None) -> Signed:
    """Check a signature over bytes.

    Args:
        data: The bytes that were signed.
        signature: The file of the signature.
        allowed: The allowed-signers file; none: only whether some key signed these bytes.

    Raises:
        SignatureError: There is no `ssh-keygen`, or a file cannot be read.
    """
    file = _named(signature)
    if allowed is None:
        ran = _run(data, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", file)
        if ran.returncode == 0:
            return Signed(is_good=True, by="", says=_last(ran.stdout))
        return Signed(is_good=False, by="", says="the signature is not one over this certificate")
    if not allowed.is_file():
        raise SignatureError(f"there is no allowed-signers file `{allowed}`")
    found = _run(b"", "-Y", "find-principals", "-f", _named(allowed), "-s", file)
    names = found.stdout.decode("utf-8", "replace").splitlines() if not found.returncode else []
    for name in names:
        verify = ("-Y", "verify", "-f", _named(allowed), "-n", NAMESPACE, "-I", name, "-s", file)
        if _run(data, *verify).returncode == 0:
            return Signed(is_good=True, by=name, says=f"signed by {name}")
    why = "is not one over this certificate" if names else "is by nobody who is allowed to sign"
    return Signed(is_good=False, by="", says=f"the signature {why}")


def _run(
    data: bytes, *words: str, longest: int | None = _LONGEST
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - words of ours, and files that the user names
            [_PROGRAM, *words],
            input=data,
            capture_output=True,
            timeout=longest,
            check=False,
        )
    except FileNotFoundError:
        raise SignatureError(
            f"there is no `{_PROGRAM}` here, which makes and checks signatures; OpenSSH 8.2 has it"
        ) from None
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise SignatureError(f"`{_PROGRAM}` did not run: {failure}") from None


def _named(path: Path) -> str:
    """Name a file so that no program takes it for an option."""
    return str(path.absolute())


def _last(said: bytes) -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it gives no reason"
