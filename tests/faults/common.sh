# Common parts of the fault tests. Source this file with the paths of the program and of the shim as the first
# two arguments.
source "$(dirname "${BASH_SOURCE[0]}")/../program/common.sh" "$@"
shim=$2

# Kinds of faults. A plus means that all later calls fail as well; the numbers are ENOSPC, EIO and EDQUOT.
errors=(28 5 122)
kinds=(kill drop 28 garble 28+ short 5 122 5+ 122+)

# strike KIND N FOLDER COMMAND...: runs the command and strikes its Nth call on FOLDER and its contents; with
# N = 0, only counts the calls, which are listed in calls.txt.
strike() {
  local kind=$1 at=$2 folder=$3 lasting=
  shift 3
  if [[ "$kind" = *+ ]]; then lasting=1; fi
  rm -f calls.txt
  env LD_PRELOAD="$shim" FAULT_FOLDER="$folder" FAULT_LOG="$work/calls.txt" FAULT_AT="$at" FAULT_KIND="${kind%+}" \
    FAULT_LASTING="$lasting" "$@"
}

# struck N: prints the call that was struck, for messages.
struck() { sed -n "$1p" calls.txt; }

# The smallest survey that does everything: data.h5, and faults.cfg with four runs that save at every step.
"$emsurvey" prepare --synthetic 5 --size 48 --seed 1 --output data.h5 >/dev/null
sed -e 's/filters = .*/filters = 2/; s/crop = .*/crop = 16/; /^lr/d' tiny.cfg >faults.cfg
printf 'steps = 2\ncheckpoint-every = 0\n' >>faults.cfg
