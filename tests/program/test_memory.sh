#!/usr/bin/env bash
# Too little memory: the run that needs too much fails with this reason, and the others are done.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1)

# A batch that cannot fit. With two ranks per group the MPI job ends, and the same command continues with the other
# run. Each core has a thread and buffers for it.
cores_kib=$((128 * 1024 * $(nproc)))
limited() { (ulimit -v $((6 * 1024 * 1024 + cores_kib)) && "$@"); }
memory=("${run[@]}" --loss square --splits 1 --filters 64 --crop 96 --steps 2 --batch 2 4096)
ends 3 limited "${memory[@]}" --output memory
told err.txt "run 2 (square, split 1) failed: out of memory"
[ "$(grep -c "" err.txt)" -le 4 ] || { cat err.txt >&2; fail "more than a few lines about memory"; }
[ "$(rows memory/test/summary_wide.csv)" = 1 ] || fail "one run makes one row"
two_ranks=(mpirun --oversubscribe -n 2 "${memory[@]}" --ranks-per-training 2 --output shared)
ends 1 limited "${two_ranks[@]}"
told err.txt "run 2 (square, split 1): out of memory"
ends 3 limited "${two_ranks[@]}"
told err.txt "run 2 (square, split 1) failed: out of memory"
[ "$(rows shared/test/summary_wide.csv)" = 1 ] || fail "one run makes one row"

# Less than the libraries need, for which OpenBLAS would ask endlessly: one line, at once.
for limit in "-v 700000" "-v 1000000" "-d 300000"; do
  for words in --help "run --config tiny.cfg --data data.h5 --output never"; do
    # shellcheck disable=SC2086
    expect 2 "emsurvey: memory: the limit on this process leaves too little address space" \
      timeout -k 1 60 bash -c "ulimit $limit && exec \"\$@\"" _ "$emsurvey" $words
  done
done
# Enough for the libraries.
(ulimit -v $((2 * 1024 * 1024 + cores_kib)) && timeout -k 1 300 "${run[@]}" --loss square --splits 1 --steps 2 --output enough >/dev/null) ||
  fail "2 GiB and 128 MiB for each core do not do"
[ ! -e never ] || fail "a refused survey left a folder"

# The plan estimates the memory of a rank.
"$emsurvey" plan --data data.h5 "${tiny[@]}" --threads 1 --loss square --splits 1 --steps 20 --output planned >plan.txt
grep -q "^host memory: about .* per rank, .* for all 1 rank(s), .*sbatch --mem=[0-9]*M$" plan.txt ||
  { cat plan.txt >&2; fail "the plan does not estimate the memory of the host"; }
