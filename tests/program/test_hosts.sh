#!/usr/bin/env bash
# Two hosts, simulated by network namespaces of this machine and joined only by TCP: a training with one rank
# on each gives the result of two ranks on one host, even if a host was cut off and the training continued.
source "$(dirname "$0")/common.sh" "$@"
bridge=emb$$ hosts=("emsurvey-$$-1" "emsurvey-$$-2")
bridge=${bridge:0:14}
remove_hosts() {
  local host
  for host in "${hosts[@]}"; do
    ip netns pids "$host" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
    ip netns del "$host" 2>/dev/null || true
  done
  ip link del "$bridge" 2>/dev/null || true
}
trap 'remove_hosts; rm -rf "$work"' EXIT
make_host() {
  ip netns add "${hosts[$1 - 1]}" &&
    ip link add "v$1-$$" type veth peer name eth0 netns "${hosts[$1 - 1]}" &&
    ip link set "v$1-$$" master "$bridge" up &&
    ip -n "${hosts[$1 - 1]}" address add "10.77.0.$1/24" dev eth0 &&
    ip -n "${hosts[$1 - 1]}" link set eth0 up && ip -n "${hosts[$1 - 1]}" link set lo up
}
{ ip link add "$bridge" type bridge && ip link set "$bridge" up && make_host 1 && make_host 2; } 2>/dev/null ||
  { echo "skipped: network namespaces need root and iproute2"; exit 77; }
# on HOST COMMAND...: runs the command under the host name host1 or host2.
cat >on <<ON
#!/bin/bash
i=\${1#host}
shift
exec ip netns exec emsurvey-$$-\$i unshare --uts bash -c 'hostname host'\$i'; exec bash -c "\$*"' _ "\$@"
ON
chmod +x on

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --config "$work/tiny.cfg" --data "$work/data.h5" --threads 1 --steps 100 --checkpoint-every 0.1 --ranks-per-training 2 --batch 2 --output)
version=$(mpirun --version | grep -o '[0-9][0-9]*' | head -n 1)
if [ "$version" -ge 5 ]; then
  daemons=(--prtemca plm ssh --prtemca plm_ssh_agent "$work/on" --prtemca prte_if_include eth0)
else
  daemons=(--mca plm rsh --mca plm_rsh_agent "$work/on" --mca oob_tcp_if_include eth0)
fi
over_hosts=(./on host1 mpirun "${daemons[@]}" --mca btl tcp,self --mca btl_tcp_if_include eth0 -H host1:1,host2:1 -n 2)
grep -v '^crop' tiny.cfg >unsized.cfg
"${over_hosts[@]}" "${run[@]}" "$work/two_hosts" >out.txt 2>err.txt || { cat err.txt >&2; fail "not run on two hosts"; }
grep -q "1 group(s) of ranks span several nodes" err.txt || { cat err.txt >&2; fail "the ranks are not on two hosts"; }
mpi 2 "${run[@]}" "$work/one_host" >/dev/null
tables one_host | diff - <(tables two_hosts) || fail "two hosts make other tables than one"

# Bad input ends the program on both hosts, whether it is found before or after MPI connects the ranks.
for bad in "--data $work/nowhere.h5" "--data $work/data.h5 --crop 128"; do
  status=0
  timeout 60 "${over_hosts[@]}" "$emsurvey" run --config "$work/unsized.cfg" $bad --output "$work/refused" >out.txt 2>err.txt || status=$?
  [ "$status" = 2 ] || { cat err.txt >&2; fail "status $status after bad input"; }
  [ "$(grep -c '^emsurvey: ' err.txt)" = 1 ] || { cat err.txt >&2; fail "not one line about bad input"; }
done

# The link fails during the run. By default, Open MPI's daemons check each other only every eight minutes.
export OMPI_MCA_oob_tcp_keepalive_time=3 OMPI_MCA_oob_tcp_keepalive_intvl=1 OMPI_MCA_oob_tcp_keepalive_probes=3
export PRTE_MCA_oob_tcp_keepalive_time=3 PRTE_MCA_oob_tcp_keepalive_intvl=1 PRTE_MCA_oob_tcp_keepalive_probes=3
"${over_hosts[@]}" "${run[@]}" "$work/cut_off" --stall-timeout "$stall_s" >out.txt 2>err.txt &
pid=$!
wait_until "checkpoint" [ -e cut_off/train/1/checkpoint.h5 ]
ip link set "v2-$$" down
status=0
wait "$pid" || status=$?
[ "$status" != 0 ] || [ "$version" -ge 5 ] || fail "a survey that lost a host ended well"
status=0 # mpirun of Open MPI 5 ends with 0
"$emsurvey" status --check cut_off >out.txt || status=$?
[ "$status" = 4 ] || fail "status --check ends with $status for a survey that is not complete"
told out.txt "0 of 4 done, 0 failed"
grep -q "lost communication with a remote daemon" err.txt || { cat err.txt >&2; fail "the lost host is not named"; }
ip link set "v2-$$" up
# The link works only some moments after it is up, and the daemon on the lost host ends when it notices its
# loss.
for attempt in 1 2 3 4 5 6; do
  if "${over_hosts[@]}" true >out.txt 2>err.txt; then break; fi
  [ "$attempt" != 6 ] || { cat err.txt >&2; fail "the hosts do not find each other again"; }
  sleep 2
done
"${over_hosts[@]}" "${run[@]}" "$work/cut_off" >out.txt 2>err.txt || { cat err.txt >&2; fail "not continued after a cut"; }
tables one_host | diff - <(tables cut_off) || fail "a survey that lost a host makes other tables"
