"""Checks that objects compiled for one instruction set define no functions that other objects may define, too.

Usage: test_symbols.py NM OBJECT... The linker keeps one instance of such a function, as of a template of the standard
library, for the whole program: perhaps one with instructions that the processor lacks. Prints a line for each; ends with
status 1 if there is one.
"""

import subprocess
import sys


def shared_functions(nm, path):
    """Yields weak and unique symbols outside of the namespaces of the instruction sets."""
    listing = subprocess.run([nm, "--demangle", "--defined-only", path], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        _, kind, name = line.split(maxsplit=2)
        if kind in "WVu" and "emsurvey::avx" not in name:
            yield f"{path}: {name}"


def main(nm, objects):
    found = [line for path in objects for line in shared_functions(nm, path)]
    print(*found, f"{len(objects)} objects, {len(found)} shared functions", sep="\n")
    return 1 if found or not objects else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
