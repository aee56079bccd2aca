#!/usr/bin/env bash
# Runs slurm/survey.sbatch as a separate process, with a fake program and launcher and a fake Slurm that only
# prints its requests. Tests what the job passes on, and how it treats a start without progress.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"

mkdir bin
# The launcher prints its arguments and starts the program; a timeout with a limit ends at once.
cat >bin/mpirun <<'MPIRUN'
#!/usr/bin/env bash
echo "mpirun $*"
while [ "$1" != played ]; do shift; done
exec "$@"
MPIRUN
cat >bin/timeout <<'TIMEOUT'
#!/usr/bin/env bash
[ "$1" = 0 ] || { echo "timeout of $1 s" >>timeouts.txt; exit 124; }
shift
exec "$@"
TIMEOUT
# A survey with all steps saved, none of whose tests ends; a run that was warned stops.
cat >bin/played <<'PLAYED'
#!/usr/bin/env bash
if [ "$1" = status ]; then
  echo "0 of 1 done, 0 failed, 4 of 4 steps saved"
  exit 4
fi
echo "an error" >&2
if [ -n "${out_of_time:-}" ]; then
  echo "The time left (3 s) allows nothing more."
  exit 4
fi
trap 'exit 4' USR2
while :; do
  kill -USR2 "$PPID"
  sleep 0.1
done
PLAYED
printf '#!/bin/bash\nexit 1\n' >bin/squeue
printf '#!/bin/bash\necho "scontrol $*"\n' >bin/scontrol
chmod +x bin/*

# start NUMBER [VARIABLE=VALUE...]: starts the job as Slurm does, with a runtime of one minute; its log is
# job.log.
start() {
  local number=$1
  shift
  env -u SLURM_CPUS_PER_TASK -u EMSURVEY_LAUNCHER PATH="$work/bin:$PATH" SLURM_JOB_ID=7 EMSURVEY=played \
    SECONDS=60 SLURM_RESTART_COUNT=$((number - 1)) "$@" bash "$repository/slurm/survey.sbatch" --output survey \
    >>job.log 2>error.log || true
}

# The threads of a rank are passed on if Slurm sets them. A job that was warned is requeued even if the
# progress of the survey is unknown, which does not count as a start without progress.
for number in 1 2 3; do start "$number"; done
told job.log "mpirun --map-by slot --bind-to none played run --output survey"
told job.log "the survey stands at: 0 of 1 done, 0 failed, 4 of 4 steps saved"
told job.log "the survey stands at: not known after start 1, no answer in 30 s"
[ "$(grep -cx "scontrol requeue 7" job.log)" = 3 ] || { cat job.log >&2; fail "not back into the queue three times"; }
start 4 SLURM_CPUS_PER_TASK=3
told job.log "--bind-to none -x SLURM_CPUS_PER_TASK=3 played run"

# The log of the job contains errors, too.
told job.log "an error"
[ ! -s error.log ] || fail "errors beside the log"

# All steps are saved, but no test fits into the time: the second start is the last and says so.
rm job.log
for number in 1 2; do start "$number" out_of_time=yes; done
told job.log "this start brought the survey no further: the time was up"
grep -F "STOPPED: two starts brought the survey no further: " job.log | grep -qF "the test of a run" ||
  { cat job.log >&2; fail "the test is not named"; }
[ "$(grep -cx "scontrol requeue 7" job.log)" = 1 ] || { cat job.log >&2; fail "not stopped after two starts"; }
