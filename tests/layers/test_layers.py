"""Checks that each layer of src includes only headers of layers that it links, as CMakeLists.txt lists them.

Usage: test_layers.py REPOSITORY. Prints one line for each include that reaches upward; ends with status 1 if there is one.
"""

import pathlib
import re
import sys


def linked_layers(cmake_text):
    """Returns, for each layer, the layers that it links directly."""
    calls = re.findall(r"^emsurvey_layer\((\w+)([^)]*)\)", cmake_text, re.MULTILINE)
    names = {name for name, _ in calls}
    return {name: names & set(re.findall(r"\bemsurvey_(\w+)", libraries)) for name, libraries in calls}


def reachable(layer, links):
    """Returns the layer and all layers that it links, directly or indirectly."""
    return {layer}.union(*(reachable(below, links) for below in links[layer]))


def includes(folder):
    """Yields each include of a header of src as (file, line number, layer)."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".h", ".cpp"}:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if match := re.match(r'#include "(\w+)/', line):
                yield path, number, match[1]


def main(repository):
    links = linked_layers((repository / "CMakeLists.txt").read_text())
    layers_on_disk = {path.name for path in (repository / "src").iterdir() if any(path.glob("*.cpp"))}
    if layers_on_disk != set(links):
        sys.exit(f"src has the layers {sorted(layers_on_disk)}, CMakeLists.txt {sorted(links)}")
    checked = 0
    upward = []
    for layer in links:
        allowed = reachable(layer, links)
        for path, number, target in includes(repository / "src" / layer):
            checked += 1
            if target not in allowed:
                upward.append(f"{path.relative_to(repository)}:{number}: {layer} does not link {target}")
    print(*upward, f"{checked} includes in {len(links)} layers, {len(upward)} upward", sep="\n")
    return 1 if upward or checked == 0 else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
