# Source this file: it sets EMSURVEY to the program, unless the caller has named one: build/emsurvey of the
# source tree, or the program of the installation that this folder belongs to (PREFIX/share/emsurvey/jobs).
if [ -z "${EMSURVEY:-}" ]; then
  EMSURVEY=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  if [ -f "$EMSURVEY/CMakeLists.txt" ]; then
    EMSURVEY=$EMSURVEY/build/emsurvey
  elif [ -x "$EMSURVEY/../../bin/emsurvey" ]; then
    EMSURVEY=$(cd "$EMSURVEY/../../bin" && pwd)/emsurvey
  else
    EMSURVEY=emsurvey # The folders of the installation have other names; the program is on the path.
  fi
fi
