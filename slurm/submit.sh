#!/usr/bin/env bash
# Submits a survey to Slurm: slurm/submit.sh [options] -- OPTIONS OF emsurvey run
set -euo pipefail

usage() {
  cat <<'TEXT'
slurm/submit.sh [options] -- --config FILE --data dataset.h5 --output SURVEY [--key value ...]

Checks the survey, then submits it as one job, or as an array of jobs and one that makes the tables.

  --ranks N          MPI ranks of a job (default: 1)
  --threads N        CPUs of a rank, as Slurm counts them (default: 1; with GPUs 5, for four trainings on a GPU and scores)
  --nodes N          nodes of a job, with as many ranks each (default: what the ranks or their GPUs need)
  --gpus-per-node N  GPUs of each node; without --nodes a rank has one of its own
  --array N          N jobs share the runs out
  --starts N         how often a job is started at most until its runs are done (default: 20)
  --launcher L       mpirun or srun (default: the words in EMSURVEY_LAUNCHER, else mpirun)
  --dry-run          show what would be submitted, and stop

All other options go to sbatch: --time 12:00:00, --mem 32G, --partition NAME, --exclusive, --mail-type END ...
TEXT
}

fail() {
  echo "submit.sh: $1; $2" >&2
  exit 2
}

# number OPTION VALUE
number() { [[ $2 =~ ^[1-9][0-9]{0,5}$ ]] || fail "$1 $2 is no whole number from 1 on" "give one"; }

# Of a value that sbatch takes: the number of GPUs at its end, as in 4, a100:4 and gpu:a100:4.
gpu_count() { [[ $1 =~ (^|:)([1-9][0-9]{0,3})(\(.*)?$ ]] && echo "${BASH_REMATCH[2]}"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ranks=1 threads='' nodes='' gpus='' has_gpus='' ranks_per_node='' shares='' is_dry='' starts=20
EMSURVEY=${EMSURVEY:-$(dirname "$here")/build/emsurvey} launcher=${EMSURVEY_LAUNCHER:-mpirun}
# The reduce job runs in the same place, for as long, and tells the same people.
job=() place=()
declare -A long_names=([-A]=account [-C]=constraint [-J]=job-name [-M]=clusters [-N]=nodes [-p]=partition [-q]=qos
  [-t]=time [-w]=nodelist [-x]=exclude [-G]=gpus [-n]=ntasks [-c]=cpus-per-task [-a]=array [-d]=dependency [-D]=chdir
  [-o]=output [-e]=error [-L]=licenses)
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --) shift; break ;;
    --dry-run) is_dry=yes; shift; continue ;;
    --?*=*) option=${1%%=*} value=${1#*=} has_value=yes words=1 ;;
    --?*)
      option=$1 value=${2-} has_value='' words=1
      if [ $# -gt 1 ] && [[ $2 != -* ]]; then has_value=yes words=2; fi
      ;;
    -[A-Za-z]*)
      [ -n "${long_names[${1:0:2}]:-}" ] || fail "$1 is not known" "write the long name of sbatch's option"
      if [ ${#1} -gt 2 ]; then set -- "--${long_names[${1:0:2}]}=${1:2}" "${@:2}"; else set -- "--${long_names[$1]}" "${@:2}"; fi
      continue
      ;;
    *) fail "$1 belongs to no option" "see slurm/submit.sh --help; options of emsurvey follow --" ;;
  esac
  case $option in
    --ranks | --threads | --nodes | --gpus-per-node | --array | --starts | --launcher | --time)
      [ -n "$has_value" ] || fail "$option has no value" "see slurm/submit.sh --help"
      ;;&
    --ranks | --threads | --nodes | --array | --starts | --ntasks-per-node) number "$option" "$value" ;;&
    --ranks) ranks=$value ;;
    --threads) threads=$value ;;
    --nodes) nodes=$value ;;
    --array) shares=$value ;;
    --starts) starts=$value ;;
    --ntasks-per-node) ranks_per_node=$value ;;
    --launcher)
      [ "$value" = mpirun ] || [ "$value" = srun ] || fail "--launcher $value is not known" "take mpirun or srun"
      launcher=$value
      ;;
    --ntasks) fail "$option is written by this script" "say --ranks" ;;
    --cpus-per-task) fail "$option is written by this script" "say --threads" ;;
    --export* | --wrap | --parsable | --signal | --requeue | --no-requeue | --open-mode | --wait)
      fail "$option is not for this job" "leave it out; the job gets all variables of your environment" ;;
    --config | --data) fail "$option is an option of emsurvey" "write it after --" ;;
    *)
      word=$option${has_value:+=$value}
      job+=("$word")
      case $option in
        --gpus-per-node) gpus=$(gpu_count "$value") || fail "$word names no number of GPUs" "give one" ;;&
        --gres) if [[ $value == gpu* ]]; then gpus=$(gpu_count "${value%%,*}") || gpus=1; fi ;;&
        --gpus*) has_gpus=yes ;;
        --time | --partition | --account | --qos | --constraint | --reservation | --clusters | --exclude | --wckey | --mail-*)
          place+=("$word") ;;
      esac
      ;;
  esac
  shift "$words"
done
has_gpus=${has_gpus:-${gpus:+yes}}
threads=${threads:-${has_gpus:+5}}
threads=${threads:-1}

# Ranks are spread evenly, which Slurm does not do by itself.
[ -n "$nodes" ] || [ -z "$gpus" ] || nodes=$(((ranks + gpus - 1) / gpus))
if [ -n "$nodes" ] && [ -z "$ranks_per_node" ]; then
  [ "$nodes" -le "$ranks" ] || fail "--nodes $nodes is more than --ranks $ranks" "give every node a rank"
  [ $((ranks % nodes)) = 0 ] ||
    fail "--ranks $ranks cannot be spread evenly over $nodes nodes" "take --ranks $((ranks / nodes * nodes)) or $(((ranks / nodes + 1) * nodes)), or other --nodes"
  ranks_per_node=$((ranks / nodes))
fi
[ -z "$nodes" ] || job+=("--nodes=$nodes")
job+=("--ntasks=$ranks" ${ranks_per_node:+"--ntasks-per-node=$ranks_per_node"} "--cpus-per-task=$threads")
if [ -n "$gpus" ] && [ "$ranks_per_node" -lt "$gpus" ]; then
  echo "submit.sh: note: $ranks_per_node rank(s) on a node leave GPUs of its $gpus idle"
fi

command -v "$EMSURVEY" >/dev/null || fail "$EMSURVEY is missing" "build it with jobs/setup.sh, or name it in EMSURVEY"
[ -n "$is_dry" ] || command -v sbatch >/dev/null || fail "sbatch is missing" "submit where Slurm is installed"

# The program judges its own options, alone and without writing anything. Whether failed runs are tried again is no
# matter of the plan.
planned=()
for word in "$@"; do
  [ "$word" = --retry-failed ] || planned+=("$word")
done
survey=("${planned[@]}")
# Here may be no GPU: the plan must not take the job's for CPUs.
if [ -n "$has_gpus" ] && [[ " $* " != *" --device"* ]]; then planned+=(--device cuda); fi
plan=$("$EMSURVEY" plan "${planned[@]}" --ranks "$((ranks * ${shares:-1}))")

# What the job scripts take from their environment, also where a site exports nothing by itself.
sbatch=(env "EMSURVEY=$EMSURVEY" "EMSURVEY_SLURM=$here" "EMSURVEY_LAUNCHER=$launcher" "EMSURVEY_STARTS=$starts"
  sbatch --parsable --export=ALL)
if [ -n "$shares" ]; then
  line=("${sbatch[@]}" "${job[@]}" "--array=1-$shares" "$here/array.sbatch" "$shares" "$@")
else
  line=("${sbatch[@]}" "${job[@]}" "$here/survey.sbatch" "$@")
fi
# reduce_line JOBID: of the job that makes the tables when all shares have ended.
reduce_line() { reduce=("${sbatch[@]}" ${place[@]+"${place[@]}"} "--dependency=afterany:$1" "$here/reduce.sbatch" "${survey[@]}"); }

grep -e ' experiments, ' -e '^time: ' -e '[Mm]emory: ' <<<"$plan"
printf '%q ' "${line[@]}"
echo
if [ -z "$is_dry" ]; then
  id=$("${line[@]}") || fail "sbatch refused the job" "see its reason above; nothing was submitted"
  id=${id%%;*}
fi
if [ -n "$shares" ]; then
  reduce_line "${id:-JOBID}"
  printf '%q ' "${reduce[@]}"
  echo
  if [ -z "$is_dry" ] && ! reduce_id=$("${reduce[@]}"); then
    echo "submit.sh: the array runs as job $id, but sbatch refused the job that makes the tables; submit that later:" >&2
    printf '%q ' "${reduce[@]}" >&2
    echo >&2
    exit 1
  fi
fi
[ -n "$is_dry" ] || echo "submitted: $id${reduce_id:+, tables: ${reduce_id%%;*}}; follow it with $(printf '%q ' "$EMSURVEY" status "${survey[@]}")"
