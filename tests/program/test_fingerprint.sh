#!/usr/bin/env bash
# A survey that continues under different conditions reports them at its start, with the rank concerned.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --steps 2 --output survey --threads)
warning="the survey began under other conditions"

mpi 2 "${run[@]}" 1 >/dev/null 2>err.txt
! grep -q "$warning" err.txt || fail "a warning at the beginning"
mpi 2 "${run[@]}" 1 >/dev/null 2>err.txt
! grep -q "$warning" err.txt || fail "a warning under the same conditions"
for _ in 1 2; do
  "${run[@]}" 2 >/dev/null 2>err.txt
  grep -q "$warning: rank 0 on $(hostname) has threads 2 instead of 1;" err.txt || { cat err.txt >&2; fail "no word of 2 threads"; }
done

# One of two ranks may use fewer vector instructions.
cat >differ <<'DIFFER'
#!/bin/bash
[ "$OMPI_COMM_WORLD_RANK" = 0 ] || export ATEN_CPU_CAPABILITY=default
exec "$@"
DIFFER
chmod +x differ
mpi 2 ./differ "${run[@]}" 1 >/dev/null 2>err.txt
grep -q "$warning: rank 1 on $(hostname) has instructions .* instead of .*last bits" err.txt ||
  { cat err.txt >&2; fail "no word of rank 1's instructions"; }
! grep -qw avx2 /proc/cpuinfo || grep -q "kernels of LibTorch instead of avx" err.txt ||
  { cat err.txt >&2; fail "no word of rank 1's kernels"; }
grep -q '"instructions"' survey/provenance.json || fail "provenance without instructions"
told survey/provenance.json '"command": "emsurvey run --data data.h5 --config tiny.cfg'
told survey/provenance.json '"sections": 5'
started=$(sed -n 's/^ "started": "\(.*\)",$/\1/p' survey/provenance.json)
age=$(($(date +%s) - $(date -d "$started" +%s)))
[ "$age" -ge 0 ] && [ "$age" -lt 60 ] || fail "started $started, $age seconds ago"

# A survey from before two keys were renamed: its files are read with the former names, and new ones are written.
sed -i 's/^ranks-per-training = /ranks-per-job = /; s/^trainings-per-gpu = /jobs-per-gpu = /' survey/survey.cfg
sed -i 's/"ranks-per-training":"1"/"ranks-per-job":"2"/' survey/fingerprint.json
grep -q "^ranks-per-job = 1" survey/survey.cfg || fail "no former name in survey.cfg"
"$emsurvey" run --config survey/survey.cfg --jobs-per-gpu 1 --threads 1 --nm-per-pixel 4 >/dev/null 2>err.txt
told survey/provenance.json '"nm_per_pixel": 4'
grep -q "$warning: rank 0 on $(hostname) has ranks-per-training 1 instead of 2;" err.txt ||
  { cat err.txt >&2; fail "no word of the ranks that the survey had"; }
grep -q "^trainings-per-gpu = 1" survey/survey.cfg || fail "no present name in survey.cfg"
