#!/usr/bin/env bash
# Packs the programs of build-cuda, with the libraries, the Open MPI, the tests and the configs that they need, for a GPU
# machine that has PyTorch but nothing else of what this program needs.
#   tests/bench/pack_for_gpu.sh FOLDER [DATASET]
# writes FOLDER/gpu_bundle.tar.xz and FOLDER/measure_gpu.sh. Copy both there and call: bash FOLDER/measure_gpu.sh
# The GPU machine needs the version of PyTorch of the build, and a C library no older than the one here.
# A bundle above $MOST_MIB MiB (64) is refused.
set -euo pipefail
[ $# = 1 ] || [ $# = 2 ] || { sed -n '2,8s/^# \?//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
repository=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
built=$repository/build-cuda
tests=(bench_steps test_train test_step_executor make_two_labels checkpoint_tool)
stop() { echo "pack_for_gpu.sh: $*" >&2; exit 2; }
for program in emsurvey "${tests[@]/#/tests/}"; do
  [ -x "$built/$program" ] || stop "there is no $built/$program; bash jobs/check_cuda_build.sh builds it"
done
mkdir -p "$1"
folder=$(realpath "$1")
content=$(mktemp -d)
trap 'rm -rf "$content"' EXIT

mkdir -p "$content"/{build-cuda/tests,lib,openmpi/{bin,plugins,etc,share,pmix}}
cp "$built/emsurvey" "$content/build-cuda/"
cp "${tests[@]/#/$built/tests/}" "$content/build-cuda/tests/"
strip "$content"/build-cuda/{emsurvey,tests/*}
tar -C "$repository" -cf - jobs/mpi_environment.sh configs tests/program tests/bench tests/pytorch | tar -C "$content" -xf -
if [ $# = 2 ]; then cp "$2" "$content/dataset.h5"; fi

# Open MPI of the distribution: its launcher, plugins and texts. measure_gpu.sh tells it where they lie.
launcher=$(realpath "$(command -v mpirun)")
cp "$launcher" "$content/openmpi/bin/mpirun"
cp "$(dirname "$launcher")/orted" "$content/openmpi/bin/"
path_of() { ompi_info --path "$1" --parsable | cut -d: -f3; }
cp "$(path_of pkglibdir)"/*.so "$content/openmpi/plugins/"
rm -f "$content"/openmpi/plugins/mca_*_{ofi,openib,portals4,psm,psm2,ucx,usnic}.so # networks between hosts
cp "$(path_of sysconfdir)"/* "$content/openmpi/etc/"
cp -r "$(path_of pkgdatadir)"/. "$content/openmpi/share/"
pmix=$(realpath "$(ldconfig -p | awk '/libpmix\.so\.2 / {print $NF; exit}')")
pmix=$(dirname "$(dirname "$pmix")")
cp -r "$pmix"/{lib,share} "$content/openmpi/pmix/"

# Libraries that neither PyTorch's package, nor CUDA's driver, nor every Linux has.
linked=$(find "$content"/build-cuda/{emsurvey,tests} "$content"/openmpi/{bin,plugins,pmix/lib} -type f -exec ldd {} \; 2>/dev/null || true)
echo "$linked" | awk '$2 == "=>" && $3 ~ /^\// {print $3}' | sort -u |
  grep -vE '/(libc|libm|libdl|libpthread|librt|libresolv|libutil|libstdc\+\+|libgcc_s|libgomp)\.so|site-packages|/usr/local/cuda|/libcuda\.so|/libnvidia-' |
  while read -r library; do cp -L "$library" "$content/lib/"; done

tar -C "$content" -cf - . | xz -T0 >"$folder/gpu_bundle.tar.xz"
cp "$repository/tests/bench/measure_gpu.sh" "$folder/"
mib=$(($(stat -c %s "$folder/gpu_bundle.tar.xz") / 1048576))
[ "$mib" -le "${MOST_MIB:-64}" ] || stop "$folder/gpu_bundle.tar.xz has $mib MiB, more than ${MOST_MIB:-64}; leave out the data set"
echo "$folder/gpu_bundle.tar.xz has $mib MiB. Copy it with $folder/measure_gpu.sh to a folder of the GPU machine, and call there:"
echo "  bash measure_gpu.sh --seconds 570"
