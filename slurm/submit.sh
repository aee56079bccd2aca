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

All other options go to sbatch: --time 12:00:00, --mem 32G, --partition NAME, --exclusive, --mail-type END,
--output LOG ...; relative paths are looked up from the folder that this is called in.
TEXT
}

fail() {
  echo "submit.sh: $1; $2" >&2
  exit 2
}

# number OPTION VALUE: fails unless VALUE is a whole number of at least 1.
number() { [[ $2 =~ ^[1-9][0-9]{0,5}$ ]] || fail "$1 $2 is not a whole number from 1 on" "give one"; }

# gpu_count LIST: prints the number of GPUs in an argument of sbatch such as 4, a100:4 or a100:2,v100:2; fails
# if an entry has no number.
gpu_count() {
  local entry count=0
  for entry in ${1//,/ }; do
    [[ $entry =~ (^|:)([0-9]{1,4})(\(.*)?$ ]] || return
    count=$((count + 10#${BASH_REMATCH[2]}))
  done
  echo "$count"
}
# gres_gpu_count LIST: prints the number of GPUs in sbatch's generic resources, such as shard:1,gpu:a100:4; an
# entry without a number counts as one GPU.
gres_gpu_count() {
  local entry counts=0
  for entry in ${1//,/ }; do
    [[ $entry =~ ^gpu(:|\(|$) ]] || continue
    counts+=,$(gpu_count "$entry" || echo 1)
  done
  gpu_count "$counts"
}

# Options that this script recognises; all others are passed to sbatch unread.
names="ranks threads nodes gpus-per-node array starts launcher dry-run help time ntasks-per-node gpus gres output partition
  account qos constraint reservation clusters exclude wckey mail-type mail-user ntasks cpus-per-task cpus-per-gpu export
  export-file wrap parsable signal requeue no-requeue open-mode wait test-only chdir error config data"
# require_full OPTION: fails if OPTION abbreviates one of these. sbatch accepts abbreviations, which this
# script would miss.
require_full() {
  local matches
  mapfile -t matches < <(compgen -W "$names" -- "${1#--}")
  [ "${#matches[@]}" = 0 ] || [[ " ${matches[*]} " == *" ${1#--} "* ]] ||
    fail "$1 is short for --${matches[0]}" "write it in full"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ranks=1 threads='' nodes='' gpus='' has_gpus='' ranks_per_node='' shards='' log='' is_dry='' starts=20
launcher=${EMSURVEY_LAUNCHER:-mpirun}
# A copy of this folder, with batch scripts for a site, takes the program on the path.
[ ! -f "$here/../jobs/program.sh" ] || source "$here/../jobs/program.sh"
EMSURVEY=${EMSURVEY:-emsurvey}
# `place` holds the options that the reduce job shares, such as partition, time limit and mail address.
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
  require_full "$option"
  case $option in
    --ranks | --threads | --nodes | --gpus-per-node | --array | --starts | --launcher | --time | --output)
      [ -n "$has_value" ] || fail "$option has no value" "see slurm/submit.sh --help"
      ;;&
    --ranks | --threads | --nodes | --array | --starts | --ntasks-per-node) number "$option" "$value" ;;&
    --ranks) ranks=$value ;;
    --threads) threads=$value ;;
    --nodes) nodes=$value ;;
    --array) shards=$value ;;
    --starts) starts=$value ;;
    --ntasks-per-node) ranks_per_node=$value ;;
    --launcher)
      [ "$value" = mpirun ] || [ "$value" = srun ] || fail "--launcher $value is not known" "take mpirun or srun"
      launcher=$value
      ;;
    --ntasks) fail "$option is written by this script" "say --ranks" ;;
    --cpus-per-task) fail "$option is written by this script" "say --threads" ;;
    --cpus-per-gpu) fail "$option is not for this job" "say --threads, the CPUs of a rank" ;;
    --export | --export-file) fail "$option is not for this job" "leave it out; the job gets all variables of your environment" ;;
    --signal) fail "$option is not for this job" "leave it out; the job is warned two minutes before its end" ;;
    --requeue | --no-requeue | --open-mode)
      fail "$option is not for this job" "leave it out; the job goes back into the queue by itself and appends to its log" ;;
    --wrap | --parsable) fail "$option is not for this job" "leave it out; the job is a script of this project" ;;
    --wait) fail "$option is not for this job" "leave it out; emsurvey status tells when the survey is complete" ;;
    --test-only) fail "$option is not for this job" "say --dry-run" ;;
    --chdir) fail "$option is not for this job" "go to that folder and submit there" ;;
    --error) fail "$option is not for this job" "leave it out; the job needs its output and its errors in one log (--output)" ;;
    --config | --data) fail "$option is an option of emsurvey" "write it after --" ;;
    *)
      word=$option${has_value:+=$value}
      job+=("$word")
      case $option in
        --gpus*)
          count=$(gpu_count "$value") || fail "$word names no number of GPUs" "give one"
          [ "$count" = 0 ] || has_gpus=yes
          ;;&
        --gpus-per-node) gpus=$count ;;
        --gres) gpus=$(gres_gpu_count "$value") ;;
        --output) log=$value ;;
        --time | --partition | --account | --qos | --constraint | --reservation | --clusters | --exclude | --wckey | --mail-*)
          place+=("$word") ;;
      esac
      ;;
  esac
  shift "$words"
done
[ "$gpus" != 0 ] || gpus=''
has_gpus=${has_gpus:-${gpus:+yes}}
threads=${threads:-${has_gpus:+5}}
threads=${threads:-1}

# Spreads the ranks evenly, which Slurm does not do by itself.
fitting=${ranks_per_node:-$gpus} # ranks on a node
if [ -z "$nodes" ] && [ -n "$fitting" ]; then nodes=$(((ranks + fitting - 1) / fitting)); fi
if [ -n "$ranks_per_node" ]; then
  [ $((nodes * ranks_per_node)) = "$ranks" ] ||
    fail "--ranks $ranks are not $ranks_per_node on each of $nodes node(s)" "take --ranks $((nodes * ranks_per_node)), or other --ntasks-per-node"
elif [ -n "$nodes" ]; then
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

# The program itself checks its options, without writing anything. --retry-failed does not affect the plan.
planned=()
for word in "$@"; do
  [ "$word" = --retry-failed ] || planned+=("$word")
done
survey=("${planned[@]}")
settings=$("$EMSURVEY" plan "${survey[@]}" --dump-config)
# setting KEY: prints the value of a key from the survey's options, its config or the defaults.
setting() { sed -n "s/^$1 = //p" <<<"$settings"; }
[ "$(setting ranks-per-training)" -le "$ranks" ] ||
  fail "--ranks $ranks are fewer than ranks-per-training $(setting ranks-per-training)" "give a job as many at least"
if [ -n "$log" ]; then
  [ "$(realpath -m "$log")" != "$(realpath -m "$(setting output)")" ] && { [ ! -e "$log" ] || [ -f "$log" ]; } ||
    fail "--output $log is not a file for the job's log" "name one, or write the survey's folder after --"
fi
# This host may have no GPU; the plan must still be made for the GPUs of the job.
[ -z "$has_gpus" ] || [ "$(setting device)" != auto ] || planned+=(--device cuda)
[ "$(setting threads)" != auto ] || planned+=(--threads "$threads")
all_ranks=$((ranks * ${shards:-1}))
plan=$("$EMSURVEY" plan "${planned[@]}" --ranks "$all_ranks")
# print_memory: prints the memory of a job's ranks on one node, as Slurm's --mem expects; the plan tells that
# of all ranks.
print_memory() {
  local on_node=${ranks_per_node:-$ranks} mebibytes
  [[ $plan =~ --mem=([0-9]+)M ]] || return 0
  mebibytes=$(((BASH_REMATCH[1] * on_node + all_ranks - 1) / all_ranks))
  echo "host memory: about $mebibytes MB for $on_node rank(s) of a job on a node: --mem=${mebibytes}M"
}

# Passes the variables of the job scripts explicitly, because some sites export no environment.
sbatch=(env "EMSURVEY=$EMSURVEY" "EMSURVEY_SLURM=$here" "EMSURVEY_LAUNCHER=$launcher" "EMSURVEY_STARTS=$starts"
  sbatch --parsable --export=ALL)
if [ -n "$shards" ]; then
  line=("${sbatch[@]}" "${job[@]}" "--array=1-$shards" "$here/array.sbatch" "$shards" "$@")
else
  line=("${sbatch[@]}" "${job[@]}" "$here/survey.sbatch" "$@")
fi
# reduce_line JOBID: puts into `reduce` the command that submits the job for the tables, to run after all
# shards have ended.
reduce_line() { reduce=("${sbatch[@]}" ${place[@]+"${place[@]}"} "--dependency=afterany:$1" "$here/reduce.sbatch" "${survey[@]}"); }

grep -e ' experiments, ' -e '^time: ' -e '^GPU memory: ' <<<"$plan"
print_memory
printf '%q ' "${line[@]}"
echo
if [ -z "$is_dry" ]; then
  id=$("${line[@]}") || fail "sbatch refused the job" "see its reason above; nothing was submitted"
  id=${id%%;*}
fi
if [ -n "$shards" ]; then
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
