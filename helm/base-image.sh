#!/usr/bin/env bash
# Makes a small image with nothing but a Java runtime out of this machine's JDK (21 or newer, JAVA_HOME) and C library, where no
# registry can be reached: `helm/image.sh OUT.tar local` builds upon it.
set -euo pipefail

out=${1:?usage: $0 OUT.tar}
: "${JAVA_HOME:?has to be the JDK to take the runtime from}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root="$work/root"
mkdir -p "$root/etc" "$root/tmp" "$root/usr/lib" "$root/opt"

# java.se without a desktop would be enough, but cannot be named; the others are what the libraries reach for at run time.
"$JAVA_HOME/bin/jlink" --output "$root/opt/java" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
  --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

# The loader and the libraries that the runtime is linked to, where they are on this machine; but none of a desktop's.
find "$root/opt/java" -type f \( -path '*/bin/java' -o -name 'libj[als]*.so' -o -name 'libn*.so' -o -name 'libzip.so' -o -name 'libjvm.so' \) \
  ! -name 'libjs*' ! -name libjawt.so ! -name libjavajpeg.so -exec ldd {} + 2>/dev/null |
  sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p' | sort -u |
  while read -r library; do
    case "$library" in "$root"/*) continue ;; esac
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
# How names are found: the C library loads these by itself.
for library in /lib/*-linux-gnu/libnss_{dns,files}.so.2 /lib/*-linux-gnu/libresolv.so.2; do
  if [ -e "$library" ]; then
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  fi
done
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
printf 'root:x:0:0::/:/none\ndre:x:10001:10001::/tmp:/none\n' >"$root/etc/passwd"
printf 'root:x:0:\ndre:x:10001:\n' >"$root/etc/group"
chmod 1777 "$root/tmp"

layer="$work/layer.tar"
tar --create --file "$layer" --directory "$root" --owner=0 --group=0 --numeric-owner --mtime=@0 --sort=name .
sum=$(sha256sum "$layer" | cut -d' ' -f1)
case "$(uname -m)" in aarch64) arch=arm64 ;; *) arch=amd64 ;; esac
printf '{"architecture":"%s","os":"linux","config":{"Env":["PATH=/opt/java/bin","JAVA_HOME=/opt/java"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
  "$arch" "$sum" >"$work/config.json"
printf '[{"Config":"config.json","RepoTags":["dre-base:local"],"Layers":["layer.tar"]}]' >"$work/manifest.json"
tar --create --file "$out" --directory "$work" manifest.json config.json layer.tar
printf '%s: %s\n' "$out" "$(du -h "$out" | cut -f1)"
