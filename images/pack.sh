#!/usr/bin/env bash
# Packs a folder as a container image of one layer, without a container engine and without root:
#
#   images/pack.sh ROOTFS NAME:TAG OUT.tar [KEY=JSON …]   for example  User='"1000"'  Entrypoint='["/bin/dre"]'
#
# The archive has the OCI layout that `docker load`, `kind load image-archive`, `ctr images import` and others read. The same
# files give the same bytes. Prints NAME@sha256:DIGEST; the image is in the archive under its tag and under that digest.
set -euo pipefail

die() {
  printf 'pack: %s\n' "$*" >&2
  exit 1
}

[ $# -ge 3 ] || die "usage: images/pack.sh ROOTFS NAME:TAG OUT.tar [KEY=JSON …]"
root=$1 name=${2%:*} tag=${2##*:} out=$3
shift 3
[ -d "$root" ] || die "there is no folder $root."
[ "$name" != "$tag" ] || die "the name needs a tag, as $name:1."

case $(uname -m) in
  x86_64) architecture=amd64 ;;
  aarch64 | arm64) architecture=arm64 ;;
  *) die "no name for the architecture $(uname -m)." ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/blobs/sha256"

# Owned by root, from the beginning of time: what differs is only what is in the files.
archive() {
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=posix \
    --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime,delete=mtime "$@"
}

# Moves a file to its place by digest; prints `"digest":…,"size":…` of it.
blob() {
  local digest size
  digest=$(sha256sum "$1" | cut -d ' ' -f 1)
  size=$(stat -c %s "$1")
  mv "$1" "$work/blobs/sha256/$digest"
  printf '"digest":"sha256:%s","size":%s' "$digest" "$size"
}

settings=
for setting in "$@"; do
  settings+="${settings:+,}\"${setting%%=*}\":${setting#*=}"
done

archive -C "$root" -cf "$work/layer" .
diff=$(sha256sum "$work/layer" | cut -d ' ' -f 1)
gzip -n -1 "$work/layer"
layer=$(blob "$work/layer.gz")

printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{%s},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
  "$architecture" "$settings" "$diff" >"$work/config"
config=$(blob "$work/config")

printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json",%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip",%s}]}' \
  "$config" "$layer" >"$work/manifest"
manifest=$(blob "$work/manifest")
digest=$(cut -d '"' -f 4 <<<"$manifest")

entry() {
  printf '{"mediaType":"application/vnd.oci.image.manifest.v1+json",%s,"platform":{"architecture":"%s","os":"linux"},"annotations":{"io.containerd.image.name":"%s","org.opencontainers.image.ref.name":"%s"}}' \
    "$manifest" "$architecture" "$1" "$tag"
}
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s,%s]}' \
  "$(entry "$name:$tag")" "$(entry "$name@$digest")" >"$work/index.json"
printf '{"imageLayoutVersion":"1.0.0"}' >"$work/oci-layout"

archive -C "$work" -cf "$out.new" oci-layout index.json blobs
mv "$out.new" "$out"
printf '%s@%s\n' "$name" "$digest"
