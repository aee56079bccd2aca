#!/usr/bin/env bash
# slurm/submit.sh shows what it submits and submits what it shows, and refuses what cannot run. No Slurm is needed.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"
submit() { EMSURVEY=$emsurvey "$repository/slurm/submit.sh" "$@"; }

mkdir bin
cat >bin/sbatch <<'SBATCH'
#!/usr/bin/env bash
printf '%q ' sbatch "$@" >>submitted.txt
echo >>submitted.txt
echo "4$(wc -l <submitted.txt)"
SBATCH
chmod +x bin/sbatch

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
survey=("${tiny[@]}" --data data.h5 --output "a survey")
job="--export=ALL,EMSURVEY=$emsurvey,EMSURVEY_SLURM=$repository/slurm,EMSURVEY_LAUNCHER=mpirun,EMSURVEY_STARTS=20"
shown() { grep '^sbatch ' out.txt; }

# One job: the same line shown and submitted, the plan, and nothing written before it runs.
submit --dry-run --ranks 4 --threads 2 --time 1:00:00 --account lab -- "${survey[@]}" >out.txt
shown >dry.txt
PATH=$PWD/bin:$PATH submit --ranks 4 --threads 2 --time 1:00:00 --account lab -- "${survey[@]}" >out.txt
cmp submitted.txt dry.txt || fail "other lines submitted than shown"
shown | cmp - dry.txt || fail "other lines shown than in the dry run"
printf '%q ' sbatch --parsable "$job" --time=1:00:00 --account=lab --ntasks=4 --cpus-per-task=2 \
  "$repository/slurm/survey.sbatch" "${survey[@]}" >expected.txt
echo >>expected.txt
cmp dry.txt expected.txt || fail "another job than asked for: $(cat dry.txt)"
told out.txt "4 experiments, "
told out.txt "time: about "
told out.txt "submitted: 41; follow it with $emsurvey status a\\ survey"
[ ! -e "a survey" ] || fail "submitting wrote into the survey"

# Shares, and the tables after all of them, for the same account but with limits of their own.
rm submitted.txt
PATH=$PWD/bin:$PATH submit --array 3 --ranks 2 --account lab -- "${survey[@]}" --retry-failed >out.txt
shown | cmp - submitted.txt || fail "other lines submitted than shown"
told submitted.txt "--account=lab --ntasks=2 --cpus-per-task=1 --array=1-3 $repository/slurm/array.sbatch 3 "
sed -n 1p submitted.txt >first.txt
told first.txt " --retry-failed "
sed -n 2p submitted.txt >second.txt
told second.txt "--account=lab --dependency=afterany:41 $repository/slurm/reduce.sbatch a\\ survey"
told out.txt "submitted: 41, tables: 42;"

# With GPUs a rank has cores for as many trainings as it has going on one, unless told otherwise.
submit --dry-run --ranks 2 --gpus-per-node 2 -- "${survey[@]}" >out.txt
told out.txt "--gpus-per-node=2 --ntasks=2 --cpus-per-task=5 "
submit --dry-run --ranks 2 --threads 3 --gpus-per-node 2 -- "${survey[@]}" >out.txt
told out.txt "--gpus-per-node=2 --ntasks=2 --cpus-per-task=3 "

# Refused in one line, without a job.
rm submitted.txt
refused() { PATH=$PWD/bin:$PATH expect 2 "$@"; [ ! -e submitted.txt ] || fail "submitted nevertheless: $*"; }
refused "no whole number" submit --ranks 0 -- "${survey[@]}"
refused "give every node a rank" submit --nodes 2 -- "${survey[@]}"
refused "--tme is no option" submit --tme 1 -- "${survey[@]}"
touch file
refused "file/survey: cannot be made" submit -- "${tiny[@]}" --data data.h5 --output file/survey
refused "did you mean dice" submit -- "${survey[@]}" --loss dise
refused "nowhere.h5" submit -- "${tiny[@]}" --data nowhere.h5 --output survey
refused "has a comma" env EMSURVEY="a,b" "$repository/slurm/submit.sh" -- "${survey[@]}"
