#!/usr/bin/env bash
# slurm/submit.sh submits exactly what it shows, and refuses what cannot run. Slurm is not needed.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"
submit() { EMSURVEY=$emsurvey "$repository/slurm/submit.sh" "$@"; }

# A fake sbatch that stores its arguments and the variables for the job; it refuses the jobs named in
# $refuses.
mkdir bin
cat >bin/sbatch <<'SBATCH'
#!/usr/bin/env bash
[[ -z ${refuses:-} || " $*" != *"$refuses"* ]] || { echo "sbatch: error: refused" >&2; exit 1; }
printf '%q ' env EMSURVEY="$EMSURVEY" EMSURVEY_SLURM="$EMSURVEY_SLURM" EMSURVEY_LAUNCHER="$EMSURVEY_LAUNCHER" \
  EMSURVEY_STARTS="$EMSURVEY_STARTS" sbatch "$@" >>submitted.txt
echo >>submitted.txt
echo "4$(wc -l <submitted.txt)"
SBATCH
chmod +x bin/sbatch

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
sed -i '/^threads/d' tiny.cfg  # the threads of the job decide
survey=("${tiny[@]}" --data data.h5 --output "a survey")
job=(env "EMSURVEY=$emsurvey" "EMSURVEY_SLURM=$repository/slurm" EMSURVEY_LAUNCHER=mpirun EMSURVEY_STARTS=20
  sbatch --parsable --export=ALL)
shown() { grep ' sbatch --parsable ' out.txt; }
# quoted WORD...: prints the words, quoted for a shell.
quoted() { printf '%q ' "$@" && echo; }
# dry OPTION...: puts the command into out.txt.
dry() { submit --dry-run "$@" -- "${survey[@]}" >out.txt; }

# One job: the same command is shown and submitted, with the plan, and nothing is written before it runs.
submit --dry-run --ranks 4 --threads 2 --time 1:00:00 --account=lab -- "${survey[@]}" >out.txt
shown >dry.txt
PATH=$PWD/bin:$PATH submit --ranks 4 --threads 2 --time 1:00:00 --account=lab -- "${survey[@]}" >out.txt
cmp submitted.txt dry.txt || fail "other lines submitted than shown"
shown | cmp - dry.txt || fail "other lines shown than in the dry run"
quoted "${job[@]}" --time=1:00:00 --account=lab --ntasks=4 --cpus-per-task=2 "$repository/slurm/survey.sbatch" \
  "${survey[@]}" | cmp - dry.txt || fail "another job than asked for: $(cat dry.txt)"
told out.txt "4 experiments, "
told out.txt "time: "
told out.txt "submitted: 41; follow it with $emsurvey status --config"
[ ! -e "a survey" ] || fail "submitting wrote into the survey"

# Shards, and the tables after all of them, with the same site options but one task.
rm submitted.txt
PATH=$PWD/bin:$PATH submit --array 3 --ranks 2 --account lab --mem 8G --exclusive --qos=long --mail-type END -t 2:00:00 \
  -- "${survey[@]}" --retry-failed >out.txt
shown | cmp - submitted.txt || fail "other lines submitted than shown"
told submitted.txt "--account=lab --mem=8G --exclusive --qos=long --mail-type=END --time=2:00:00 --ntasks=2 --cpus-per-task=1 --array=1-3 $repository/slurm/array.sbatch 3 "
sed -n 1p submitted.txt >first.txt
told first.txt " --retry-failed "
sed -n 2p submitted.txt >second.txt
quoted "${job[@]}" --account=lab --qos=long --mail-type=END --time=2:00:00 --dependency=afterany:41 \
  "$repository/slurm/reduce.sbatch" "${survey[@]}" | cmp - second.txt || fail "another job for the tables: $(cat second.txt)"
told out.txt "submitted: 41, tables: 42;"

# A refused job is not reported as submitted; if only the job for the tables is refused, the array still runs.
rm submitted.txt
status=0
refuses=array.sbatch PATH=$PWD/bin:$PATH submit --array 3 -- "${survey[@]}" >out.txt 2>err.txt || status=$?
[ "$status" = 2 ] && [ ! -e submitted.txt ] || fail "status $status after a refused job"
told err.txt "nothing was submitted"
status=0
refuses=reduce.sbatch PATH=$PWD/bin:$PATH submit --array 3 -- "${survey[@]}" >out.txt 2>err.txt || status=$?
[ "$status" = 1 ] && [ "$(wc -l <submitted.txt)" = 1 ] || fail "status $status after the tables were refused"
told err.txt "the array runs as job 41"
tail -n 1 err.txt >later.sh
rm submitted.txt
PATH=$PWD/bin:$PATH bash later.sh >out.txt
told submitted.txt "--dependency=afterany:41 $repository/slurm/reduce.sbatch"

# With GPUs, a rank has cores for all trainings on its GPU unless told otherwise, and its own GPU unless the
# number of nodes is given.
dry --ranks 2 --gpus-per-node 2
told out.txt "--gpus-per-node=2 --nodes=1 --ntasks=2 --ntasks-per-node=2 --cpus-per-task=5 "
dry --ranks 8 --threads 3 --gpus-per-node=a100:4
told out.txt "--gpus-per-node=a100:4 --nodes=2 --ntasks=8 --ntasks-per-node=4 --cpus-per-task=3 "
dry --ranks 8 --nodes 1 --gres gpu:4
told out.txt "--gres=gpu:4 --nodes=1 --ntasks=8 --ntasks-per-node=8 --cpus-per-task=5 "
dry --ranks 2 --gpus-per-node 4
told out.txt "2 rank(s) on a node leave GPUs of its 4 idle"
dry --ranks 16 --gpus-per-node 4 --ntasks-per-node 8
told out.txt "--nodes=2 --ntasks=16 --ntasks-per-node=8 --cpus-per-task=5 "
dry --ranks 8 --gres shard:1,gpu:a100:4
told out.txt "--nodes=2 --ntasks=8 --ntasks-per-node=4 --cpus-per-task=5 "
for none in --gres=gpu:0 --gpus=0 --gpus-per-node=a100:0 --gres=shard:4; do
  dry --ranks 2 "$none"
  told out.txt "$none --ntasks=2 --cpus-per-task=1 "
done
dry -N 2 -p gpu --ranks 6
told out.txt "--partition=gpu --nodes=2 --ntasks=6 --ntasks-per-node=3 --cpus-per-task=1 "

# The forecast is for the threads of the job's ranks, unless the survey sets its own, and its memory is for
# the ranks of one job on a node, not for those of all shards.
dry --ranks 4 --threads 1
told out.txt " of 1 core(s) each "
megabytes() { sed -n 's/^host memory: .* --mem=\([0-9]*\)M$/\1/p' out.txt; }
one_job=$(megabytes)
dry --array 10 --ranks 4 --threads 1
told out.txt "with 40 rank(s)"
told out.txt " for 4 rank(s) of a job on a node: "
[ "$(megabytes)" -lt $((2 * one_job)) ] || fail "$(megabytes) MB for a job of ten, $one_job MB for the same job alone"
dry --ranks 4 --nodes 2
told out.txt " for 2 rank(s) of a job on a node: "
submit --dry-run --threads 1 -- "${survey[@]}" --threads=2 >out.txt
told out.txt " of 2 core(s) each "

# A launcher set by the user is kept, whatever its words; an option takes precedence.
EMSURVEY_LAUNCHER="mpirun --mca btl tcp,self" dry
told out.txt "EMSURVEY_LAUNCHER=mpirun\\ --mca\\ btl\\ tcp\\,self "
EMSURVEY_LAUNCHER="mpirun --mca btl tcp,self" dry --launcher srun
told out.txt "EMSURVEY_LAUNCHER=srun "

# Refused in one line, without a job.
rm submitted.txt
refused() { PATH=$PWD/bin:$PATH expect 2 "$@"; [ ! -e submitted.txt ] || fail "submitted nevertheless: $*"; }
refused "not a whole number" submit --ranks 0 -- "${survey[@]}"
refused "give every node a rank" submit --nodes 2 -- "${survey[@]}"
refused "cannot be spread evenly over 2 nodes; take --ranks 4 or 6" submit --ranks 5 --nodes 2 -- "${survey[@]}"
refused "cannot be spread evenly over 2 nodes; take --ranks 4 or 6" submit --ranks 5 --gpus-per-node 4 -- "${survey[@]}"
refused "--time has no value" submit --time --ranks 2 -- "${survey[@]}"
refused "8G belongs to no option" submit --mem=8G 8G -- "${survey[@]}"
refused "say --ranks" submit -n 4 -- "${survey[@]}"
refused "say --threads" submit --cpus-per-task=4 -- "${survey[@]}"
refused "write it after --" submit --config x.cfg -- "${survey[@]}"
refused "take --ranks 16," submit --ranks 12 --gpus-per-node 4 --ntasks-per-node 8 -- "${survey[@]}"
refused "--ranks 4 are not 1 on each of 2 node(s)" submit --ranks 4 --nodes 2 --ntasks-per-node 1 -- "${survey[@]}"
refused "fewer than ranks-per-training 2" submit --array 2 -- "${survey[@]}" --ranks-per-training 2
refused "go to that folder" submit --chdir elsewhere -- "${survey[@]}"
refused "go to that folder" submit -D elsewhere -- "${survey[@]}"
refused "in one log" submit -e errors.txt -- "${survey[@]}"
refused "--sig is short for --signal" submit --sig=B:TERM@10 -- "${survey[@]}"
refused "is warned two minutes" submit --signal=B:TERM@10 -- "${survey[@]}"
refused "--gpus-per-n is short for --gpus-per-node" submit --gpus-per-n 4 -- "${survey[@]}"
mkdir folder
for log in folder /dev/null "a survey" "$PWD/a survey/"; do
  refused "is not a file for the job's log" submit --output "$log" -- "${survey[@]}"
done
touch file
refused "file/survey: cannot be created" submit -- "${tiny[@]}" --data data.h5 --output file/survey
refused "did you mean dice" submit -- "${survey[@]}" --loss dise
refused "nowhere.h5" submit -- "${tiny[@]}" --data nowhere.h5 --output survey
