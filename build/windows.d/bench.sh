# shellcheck shell=bash
# The bench on which Windows programs are made and tried: a Debian 13 tree with Wine 10, NSIS and a screen, kept under
# .cache/. Sourced by build/windows and build/test-windows, after build/setup.

cache=$root/.cache/windows
bench=$cache/bench
bench_packages=(wine wine64 xvfb openbox xdotool x11-utils imagemagick nsis gcc-mingw-w64-x86-64-win32 osslsigncode openssl
  ca-certificates fonts-noto-cjk fonts-dejavu-core locales)

# A mount made here must not be seen outside; where the root is no mount of its own, as in a tree entered with chroot,
# there is nothing to be made private.
propagation=private
unshare --mount true 2>/dev/null || propagation=unchanged

failed() {
  say "失败 FAILED: $*"
  exit 1
}

# debian_mirror: where this machine gets Debian from.
debian_mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } |
    awk '!/^#/ && match($0, /https?:[^ ]+\/debian\/?( |$)/) && !n++ { print substr($0, RSTART, RLENGTH) }' | tr -d ' '
}

# need_bench: made once per machine, in about four minutes.
need_bench() {
  local mark=$bench/.complete file mirror
  [ "$(cat "$mark" 2>/dev/null)" != "${bench_packages[*]}" ] || return 0
  [ "$(id -u)" = 0 ] || failed 'the bench needs root: it mounts, and changes the root folder'
  need_packages debootstrap
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || failed 'no Debian mirror in /etc/apt/sources.list*'
  mkdir -p "$cache"
  if [ ! -e "$bench/.base" ]; then
    say 'bench: making the Debian 13 tree (debootstrap)'
    rm -rf --one-file-system "$bench"
    debootstrap --variant=minbase --include=ca-certificates trixie "$bench" "$mirror" >"$cache/debootstrap.log" 2>&1 ||
      { tail -5 "$cache/debootstrap.log" >&2; failed 'debootstrap, see .cache/windows/debootstrap.log'; }
    touch "$bench/.base"
  fi
  say "bench: installing ${bench_packages[*]} (apt)"
  mkdir -p "$bench/yunqi" "$bench/tmp/.X11-unix"
  for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do [ ! -e "$file" ] || cp -L "$file" "$bench$file"; done
  cp -a /etc/apt/apt.conf.d/. "$bench/etc/apt/apt.conf.d/"
  # shellcheck disable=SC2016  # the inner shell expands it
  unshare --mount --propagation "$propagation" bash -c 'mount --bind /proc "$0/proc" && mount --bind /dev "$0/dev" &&
    exec chroot "$0" /usr/bin/env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq &&
      apt-get install -y -qq --no-install-recommends $* && localedef -i zh_CN -f UTF-8 zh_CN.UTF-8 && apt-get clean"' \
    "$bench" "${bench_packages[@]}" >"$cache/apt.log" 2>&1 ||
    { tail -5 "$cache/apt.log" >&2; failed 'apt-get in the bench, see .cache/windows/apt.log'; }
  printf %s "${bench_packages[*]}" >"$mark"
}

# inside COMMAND…: in the bench, with the project at /yunqi, without any network (but for online=--mount, to sign with a time
# stamp); nothing it starts outlives it.
# With runtime=";ucrtbase=n" numpy runs, too (see build/windows.d/prefix).
# The Chinese locale makes Wine a Chinese Windows, code page 936 and all.
inside() {
  # shellcheck disable=SC2016  # the inner shell expands it
  unshare --mount "${online:---net}" --pid --fork --kill-child --propagation "$propagation" bash -c '
    bench=$1 root=$2 prefix=$3
    shift 3
    mount -t proc proc "$bench/proc" && mount --bind /dev "$bench/dev" && mount --bind /sys "$bench/sys" && mount -t tmpfs tmpfs "$bench/tmp" &&
      mount --bind "$root" "$bench/yunqi" && mkdir -p "$bench/tmp/run" || exit 1
    cd "$bench" && exec chroot "$bench" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=zh_CN.UTF-8 \
      WINEPREFIX="$prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=${runtime:-}" XDG_RUNTIME_DIR=/tmp/run \
      FONTCONFIG_FILE=/yunqi/build/windows.d/fonts.conf \
      YUNQI_SIGN_PFX="${YUNQI_SIGN_PFX:-}" YUNQI_SIGN_PASSWORD_FILE="${YUNQI_SIGN_PASSWORD_FILE:-}" \
      YUNQI_SIGN_TIMESTAMP="${YUNQI_SIGN_TIMESTAMP:-}" \
      bash -c "cd /yunqi && exec \"\$@\"" _ "$@"' _ "$bench" "$root" "${prefix:-/yunqi/.cache/windows/prefix}" "$@"
}

# need_prefix: a Windows for the user who builds. Wine lacks icuuc.dll, which Windows has: a stand-in for the bench alone.
need_prefix() {
  local sources=("$root"/build/windows.d/{prefix,icuuc.c,ucrtbase.c})
  ! cat "${sources[@]}" | cmp -s - "$cache/prefix/.complete" || return 0
  say 'bench: making a Windows in .cache/windows/prefix'
  rm -rf "$cache/prefix"
  inside bash /yunqi/build/windows.d/prefix || failed 'wineboot'
  cat "${sources[@]}" >"$cache/prefix/.complete"
}
