"""Runs registered functions in processes of their own, so that none can hang, change or end the one that asks.

A thread could not be stopped, and a signal reaches the main thread alone: a process can always be killed. It is started
when the first function is called and kept for the next; one that does not answer in time is killed with all that it
started, and the next call starts another. A call costs a tenth of a millisecond, the first one the start of Python.
"""

import atexit
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.functions import worker
from atelier_cli.language.expression.errors import EvaluationError

#: Seconds that a function may take, and those in which its process must start and its module be imported.
LIMIT = 1.0
START_LIMIT = 20.0

_MODULE = worker.__name__


class Runner:
    """Processes that run functions, as many as there are calls at one time; safe for threads."""

    def __init__(self, limit: float = LIMIT, start_limit: float = START_LIMIT) -> None:
        self._limit = limit
        self._start_limit = start_limit
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()

    def call(self, name: str, args: Mapping[str, tuple[str, Any]], returns: str) -> Any:
        """What a function answers, as JSON of the type it returns; the arguments are JSON, each with its type's name.

        Raises EvaluationError where it raises, ends its process or is not done in time.
        """
        process = self._process()
        try:
            if name not in process.loaded:
                self._ask(process, name, {"function": name}, self._start_limit)
                process.loaded.add(name)
            result = self._ask(process, name, {"function": name, "args": args, "returns": returns}, self._limit)
        except _StoppedError as error:
            process.kill()
            raise EvaluationError("function-failed", str(error)) from None
        except BaseException:
            process.kill()
            raise
        self._idle.put(process)
        if "error" in result:
            raise EvaluationError("function-failed", f"the function {name} failed: {result['error']}")
        return result["result"]

    def _ask(self, process: "_Process", name: str, request: Mapping[str, Any], limit: float) -> dict[str, Any]:
        answer = process.ask(json.dumps(request), limit)
        if answer is None:
            raise _StoppedError(f"the function {name} was not done after {limit:g} s")
        if not answer:
            raise _StoppedError(f"the function {name} ended its process")
        found: dict[str, Any] = json.loads(answer)
        return found

    def _process(self) -> "_Process":
        while True:
            try:
                found = self._idle.get_nowait()
            except queue.Empty:
                return _Process()
            if found.is_alive():
                return found
            found.kill()

    def close(self) -> None:
        """Ends all processes that nobody waits for."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().kill()

    def forget(self) -> None:
        """Leaves the processes to the one that started them: after a fork, two would speak to each."""
        self._idle = queue.SimpleQueue()


def _environment() -> dict[str, str]:
    """What a process needs to find its modules and libraries: nothing that a pure function could depend on."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    path = os.pathsep.join(filter(None, sys.path))
    return {**kept, "PYTHONPATH": path, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"}


class _StoppedError(Exception):
    """A process that is of no more use."""


class _Process:
    """One process, and the thread that speaks to it: whoever waits for the thread can stop waiting."""

    def __init__(self) -> None:
        self.loaded: set[str] = set()
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._requests: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._speak, name="atelier-functions", daemon=True).start()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: str, limit: float) -> str | None:
        """The answer; nothing where the process has ended, and None where the time is up."""
        self._requests.put(request)
        try:
            return self._answers.get(timeout=limit)
        except queue.Empty:
            return None

    def kill(self) -> None:
        """Kills it, with every process that it has started in its session, and lets go of it."""
        # The number of one that has ended may be another's by now.
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._requests.put(None)

    def _speak(self) -> None:
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise ValueError("a process without pipes")
        while (request := self._requests.get()) is not None:
            try:
                requests.write(request + "\n")
                requests.flush()
                self._answers.put(answers.readline())
            except (OSError, ValueError):
                self._answers.put("")
        with contextlib.suppress(OSError):
            requests.close()
        answers.close()


#: Of this process; what it has started ends with it.
RUNNER = Runner()
atexit.register(RUNNER.close)
os.register_at_fork(after_in_child=RUNNER.forget)
