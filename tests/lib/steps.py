# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the program share: where it is, one check after another, a
command that must end so. The module is one for all who import it, and so is
the score."""
import os
import subprocess
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("LIFECIRCLE") or os.path.join(ROOT, "build/release/lifecircle")
DETAIL = 8000  # letters of it, so that a sanitizer can speak


class Score:
    def __init__(self):
        self.passed = self.failed = 0
        self.lock = threading.Lock()

    def check(self, name, ok, detail=""):
        with self.lock:
            if ok:
                self.passed += 1
            else:
                self.failed += 1
                print(f"failed: {name}: {str(detail)[:DETAIL]}", flush=True)
        return ok


score = Score()
check = score.check


def told(*words, code=0, env=None, wrap=()):
    """The command that was to end with that code: its output and errors, as bytes."""
    got = subprocess.run([*wrap, PROGRAM, *words], capture_output=True, timeout=300, env=env, check=False)
    check(" ".join(words), got.returncode == code, f"exit {got.returncode}: {got.stderr.decode(errors='replace')[-300:]}")
    return got


def ended():
    """Says the two sums; the exit of the test."""
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0
