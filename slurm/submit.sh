#!/usr/bin/env bash
# Submits a survey to Slurm: slurm/submit.sh [options] -- OPTIONS OF emsurvey run
set -euo pipefail

usage() {
  cat <<'TEXT'
slurm/submit.sh [options] -- --config FILE --data dataset.h5 --output SURVEY [--key value ...]

Checks the survey, then submits it as one job, or as an array of jobs and one that makes the tables.

  --ranks N          MPI ranks of a job (default: 1)
  --threads N        cores of a rank (default: 1; with GPUs 5, for four trainings on a GPU and scores)
  --nodes N          nodes of a job (default: what the ranks need)
  --gpus-per-node N  GPUs of each node
  --time TIME        of one start of a job, as sbatch takes it (default: the partition's)
  --partition NAME, --account NAME
  --array N          N jobs share the runs out
  --starts N         how often a job is started at most until its runs are done (default: 20)
  --launcher L       mpirun (default) or srun
  --dry-run          show what would be submitted, and stop
TEXT
}

fail() {
  echo "submit.sh: $1; $2" >&2
  exit 2
}

# number OPTION VALUE
number() { [[ $2 =~ ^[1-9][0-9]{0,5}$ ]] || fail "$1 $2 is no whole number from 1 on" "give one"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ranks=1 threads='' gpus='' shares='' is_dry=''
EMSURVEY=${EMSURVEY:-$(dirname "$here")/build/emsurvey} launcher=mpirun starts=20
job=()
while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --) shift; break ;;
    --dry-run) is_dry=yes; shift; continue ;;
    --ranks | --threads | --nodes | --gpus-per-node | --time | --partition | --account | --array | --starts | --launcher) ;;
    *) fail "$1 is no option" "see slurm/submit.sh --help; options of emsurvey follow --" ;;
  esac
  [ $# -ge 2 ] || fail "$1 has no value" "see slurm/submit.sh --help"
  case $1 in
    --time | --partition | --account) job+=("$1=$2") ;;
    --launcher)
      [ "$2" = mpirun ] || [ "$2" = srun ] || fail "--launcher $2 is not known" "take mpirun or srun"
      launcher=$2
      ;;
    *) number "$1" "$2" ;;&
    --ranks) ranks=$2 ;;
    --threads) threads=$2 ;;
    --array) shares=$2 ;;
    --starts) starts=$2 ;;
    --nodes)
      nodes=$2
      job+=("--nodes=$2")
      ;;
    --gpus-per-node)
      gpus=yes
      job+=("--gpus-per-node=$2")
      ;;
  esac
  shift 2
done
threads=${threads:-${gpus:+5}}
threads=${threads:-1}
[ "${nodes:-1}" -le "$ranks" ] || fail "--nodes $nodes is more than --ranks $ranks" "give every node a rank"
[[ $EMSURVEY$here != *,* ]] || fail "$EMSURVEY or $here has a comma" "sbatch cannot hand such a path on; move or link it"
command -v "$EMSURVEY" >/dev/null || fail "$EMSURVEY is missing" "build it with jobs/setup.sh, or name it in EMSURVEY"
[ -n "$is_dry" ] || command -v sbatch >/dev/null || fail "sbatch is missing" "submit where Slurm is installed"

# The program judges its own options, alone and without writing anything. Whether failed runs are tried again is no
# matter of the plan.
planned=()
for word in "$@"; do
  [ "$word" = --retry-failed ] || planned+=("$word")
done
# Here may be no GPU: the plan must not take the job's for CPUs.
if [ -n "$gpus" ] && [[ " $* " != *" --device"* ]]; then planned+=(--device cuda); fi
plan=$("$EMSURVEY" plan "${planned[@]}" --ranks "$((ranks * ${shares:-1}))")
survey=$("$EMSURVEY" plan "${planned[@]}" --dump-config | sed -n 's/^output = //p')
# In quotes, which a config has where a name needs them, stand the escapes of printf and \".
if [[ $survey == '"'*'"' ]]; then
  survey=${survey:1:-1}
  printf -v survey '%b' "${survey//\\\"/\\x22}"
fi

job+=("--ntasks=$ranks" "--cpus-per-task=$threads")
# What the job scripts take from their environment, also where a site exports nothing by itself.
environment=--export=ALL,EMSURVEY=$EMSURVEY,EMSURVEY_SLURM=$here,EMSURVEY_LAUNCHER=$launcher,EMSURVEY_STARTS=$starts
if [ -n "$shares" ]; then
  line=(sbatch --parsable "$environment" "${job[@]}" "--array=1-$shares" "$here/array.sbatch" "$shares" "$@")
else
  line=(sbatch --parsable "$environment" "${job[@]}" "$here/survey.sbatch" "$@")
fi
# The tables are made in the same place.
place=()
for word in "${job[@]}"; do
  case $word in --partition=* | --account=*) place+=("$word") ;; esac
done

grep -e ' experiments, ' -e '^time: ' <<<"$plan"
printf '%q ' "${line[@]}"
echo
[ -n "$is_dry" ] || id=$("${line[@]}")
reduce=(sbatch --parsable "$environment" "${place[@]}" "--dependency=afterany:${id:-JOBID}" "$here/reduce.sbatch" "$survey")
if [ -n "$shares" ]; then
  printf '%q ' "${reduce[@]}"
  echo
  [ -n "$is_dry" ] || reduce_id=$("${reduce[@]}")
fi
[ -n "$is_dry" ] || echo "submitted: ${id%%;*}${reduce_id:+, tables: ${reduce_id%%;*}}; follow it with $(printf '%q status %q' "$EMSURVEY" "$survey")"
