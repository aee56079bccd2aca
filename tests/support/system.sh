# Systems of their own for tests, made by debootstrap. Source this file. Root alone can make and enter them.

skip() {
  echo "skipped: $*"
  exit 77
}

# make_system FOLDER SUITE: makes a Debian in FOLDER, unless it is there. It takes Debian's mirror, or
# DEBIAN_MIRROR, and some minutes.
make_system() {
  local root=$1 suite=$2 mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian} log=$1/debootstrap.log
  [ "$(id -u)" = 0 ] || skip "a system of its own is made by root alone"
  unshare --mount true 2>/dev/null || skip "no mount namespaces here"
  mkdir -p "$root"
  [ ! -e "$root/made" ] || return 0
  command -v debootstrap >/dev/null || skip "debootstrap is missing"
  # A system that was begun and not finished is made again.
  [ ! -e "$root/begun" ] || find "$root" -xdev -mindepth 1 -delete
  [ -z "$(ls -A "$root")" ] || { echo "$root holds something else; name an empty folder" >&2; exit 2; }
  touch "$root/begun"
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$log" 2>&1 ||
    { tail "$log" >&2; echo "debootstrap failed; see $log" >&2; exit 1; }
  apt-config dump | grep -i '^Acquire::[^ ]*\(proxy\|check\)' >"$root/etc/apt/apt.conf.d/90host" || true
  mv "$root/begun" "$root/made"
}

# in_system FOLDER MOUNTS COMMAND...: runs the command in a system. MOUNTS is a list of words OUTSIDE:INSIDE:
# folders that it sees, too. The mounts end with the command. EMSURVEY_PRESET and LC_ALL are set.
in_system() {
  # The first mount makes the folder a mount, as `ip netns` requires. /dev/pts is the host's.
  unshare --mount --propagation private bash -c '
    set -e
    root=$1
    mount --bind "$root" "$root"
    for folder in proc sys dev; do mount --rbind "/$folder" "$root/$folder"; done
    for words in $2; do
      mkdir -p "$root/${words#*:}"
      mount --bind "${words%%:*}" "$root/${words#*:}"
    done
    shift 2
    exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 EMSURVEY_PRESET=check GIT_CONFIG_COUNT=1 \
      GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0="*" chroot "$root" "$@"' _ "$@"
}
