"""Running sccpdump."""

import json
import shlex
import subprocess
import tempfile
from typing import Iterator, List, Sequence

from .failure import CaptureFailure, UsageError

# How much of what the program wrote to standard error is told.
MAXIMUM_REMARK_BYTES = 4000


def schema(program: str) -> dict:
    """The JSON Schema of what the program prints."""
    try:
        run = subprocess.run([program, "schema", "--story"], capture_output=True, check=True)
    except OSError as error:
        raise UsageError(_cannot_run(program, error)) from None
    except subprocess.CalledProcessError as error:
        remarks = error.stderr.decode(errors="replace").strip()
        raise UsageError(f"{program} schema --story ends with {error.returncode}: {remarks}") from None
    return json.loads(run.stdout)


def lines(command: Sequence[str], files: Sequence[str]) -> Iterator[bytes]:
    """The lines that a run prints, as it prints them.

    The program is ended when no more lines are wanted. Raises CaptureFailure after the last line
    where a capture could not be read to its end.
    """
    with tempfile.TemporaryFile() as remarks:
        try:
            run = subprocess.Popen(
                [*command, *files], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=remarks)
        except OSError as error:
            raise CaptureFailure(_cannot_run(command[0], error)) from None
        try:
            yield from run.stdout
            run.wait()
        finally:
            run.kill()
            run.stdout.close()
            run.wait()
        if run.returncode != 0:
            raise CaptureFailure(_failure(command, files, run.returncode, remarks))


def _cannot_run(program: str, error: OSError) -> str:
    return f"cannot run {program}: {error.strerror}; name the program by the option program"


def _failure(command: Sequence[str], files: Sequence[str], status: int, remarks) -> str:
    end = remarks.seek(0, 2)
    remarks.seek(max(0, end - MAXIMUM_REMARK_BYTES))
    told = remarks.read().decode(errors="replace").strip()
    named: List[str] = list(files[:1]) + (["…"] if len(files) > 1 else [])
    ending = f"ends with status {status}" if status >= 0 else f"was ended by signal {-status}"
    return f"{shlex.join(command)} {' '.join(named)} {ending}: {told}"
