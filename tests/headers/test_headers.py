"""Compiles each header of src by itself, without precompiled headers, with the flags of its layer.

Usage: test_headers.py REPOSITORY BUILD light|libtorch. `light` takes the headers that do not reach LibTorch, of which
those that are the first include of a source file are compiled alone by the build; `libtorch` takes all others, which
need seconds each. Prints a line for each header that does not compile alone; ends with status 1 if there is one.
"""

import concurrent.futures
import functools
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

INCLUDE = re.compile(r'^#include ["<]([^">]+)[">]', re.MULTILINE)
FILE_OPTIONS = {"-o", "-c", "-include", "-include-pch", "-Xclang", "-Winvalid-pch"}
LIBTORCH = ("ATen/", "c10/", "torch/")


@functools.cache
def includes(path):
    return INCLUDE.findall(path.read_text())


@functools.cache
def reaches_libtorch(header, src):
    return any(name.startswith(LIBTORCH) or ((src / name).exists() and reaches_libtorch(src / name, src))
               for name in includes(header))


def without_files(words):
    """Returns the words of a compiler call without source, output and precompiled header."""
    start = next(i for i, word in enumerate(words) if re.search(r"(\+\+|clang)[^/]*$", word))
    kept, before = [], ""
    for word in words[start:]:
        is_of_file = word in FILE_OPTIONS or before in {"-o", "-c"} or "cmake_pch" in word
        if not is_of_file:
            kept.append(word)
        before = word
    return kept


def calls_by_layer(build, src):
    """Returns, for each layer, the words of the compiler call of one of its sources, and whether it uses a precompiled
    header."""
    calls = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(entry["file"])
        if src in source.parents and source.suffix == ".cpp":
            words = shlex.split(entry["command"])
            layer = source.relative_to(src).parts[0]
            calls.setdefault(layer, (without_files(words), any("cmake_pch" in word for word in words)))
    return calls


def compile_alone(header, words):
    call = [*words, "-fsyntax-only", "-x", "c++", "-"]
    result = subprocess.run(call, input=f'#include "{header}"\n', capture_output=True, text=True, check=False)
    return None if result.returncode == 0 else f"{header}: does not compile alone\n{result.stderr}"


def headers_to_compile(src, calls, kind):
    """Yields (header, words of the compiler call)."""
    first = {includes(source)[0] for source in src.rglob("*.cpp") if includes(source)}
    for path in sorted(src.rglob("*.h")):
        name = path.relative_to(src)
        if name.parts[1] in {"cuda", "nccl"} or reaches_libtorch(path, src) != (kind == "libtorch"):
            continue  # Those of GPU builds need CUDA.
        words, is_precompiled = calls[name.parts[0]]
        if is_precompiled or name.as_posix() not in first:
            yield name.as_posix(), words


def main(repository, build, kind):
    src = repository / "src"
    headers = list(headers_to_compile(src, calls_by_layer(build, src), kind))
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        problems = [problem for problem in pool.map(lambda one: compile_alone(*one), headers) if problem]
    print(*problems, f"{len(headers)} headers, {len(problems)} do not compile alone", sep="\n")
    return 1 if problems or not headers else 0


sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]))
