#!/usr/bin/env bash
# Makes dre's container image, without a container engine:
#
#   helm/image.sh OUT.tar [BASE [NAME]]      BASE as jib knows it: a name, or tar://FILE; any with a Java of version 21 or newer and glibc.
#                                            The default is eclipse-temurin:21-jre. "local" is this machine's JDK (base-image.sh), for
#                                            where no registry can be reached.
#
# The image holds an archive of the classes that bot, worker and command line load, as the JVM has them in memory (class data sharing):
# with it they start in half the time. Which those are is seen by starting each once, out of the image, against a sandbox.
set -euo pipefail

die() {
  printf 'image: %s\n' "$*" >&2
  exit 1
}

case ${1:-} in
  -h | --help)
    sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
  '' | -*) die "usage: helm/image.sh OUT.tar [BASE [NAME]]; --help says more." ;;
esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$(realpath -m "$1")
base=${2:-eclipse-temurin:21-jre}
name=(${3:+"-Djib.to.image=$3"})
: "${JAVA_HOME:?has to be a JDK of version 21 or newer}"
archive="$root/helm/target/dre.jsa"
work=$(mktemp -d)
running=()
# What is still running is ended first, and waited for.
ends() {
  [ ${#running[@]} -eq 0 ] || kill "${running[@]}" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap ends EXIT

if [ "$base" = local ]; then
  "$root/helm/base-image.sh" "$work/base.tar"
  base="tar://$work/base.tar"
fi

# The image as jib makes it, with the archive where there is one.
make() {
  (cd "$root" && mvn --batch-mode --quiet package -Pimage -DskipTests -Dspotless.check.skip=true -pl helm -am \
    "-Djib.from.image=$base" ${name[@]+"${name[@]}"})
}

# until_it SECONDS WORDS COMMAND…: waits so long at most.
until_it() {
  local deadline=$((SECONDS + $1)) words=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || die "$words in time: $(tail -n 5 "$work"/*.log)"
    sleep 0.2
  done
}

is_ready() {
  { exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /ready HTTP/1.0\r\n\r\n' >&3 && grep -q '"ready":true' <&3; } 2>/dev/null
}

rm -f "$archive"
make
image="$work/image"
mkdir -p "$image/app"
tar --extract --file "$root/helm/target/jib-image.tar" --directory "$work"
for layer in $(sed 's/.*"Layers":\[\([^]]*\)\].*/\1/; s/[",]/ /g' "$work/manifest.json"); do
  tar --extract --file "$work/$layer" --directory "$image" --warning=no-unknown-keyword
done
# The same classes in the same order, here: an archive does not ask where the folder is.
sed "s#/app/#$image/app/#g" "$image/app/jib-classpath-file" >"$work/classpath"
java=$(find "$image" -type f -path '*/bin/java' -print -quit)
[ -n "$java" ] || die "there is no Java in $base."
flags=(-Ddre.home="$image/app" --enable-native-access=ALL-UNNAMED -cp "@$work/classpath")
port=$((20000 + RANDOM % 10000))

"$root/dre" sandbox --only slack,clusters,temporal --port-base "$port" --state "$work/state" >"$work/sandbox.log" 2>&1 &
sandbox=$!
running=("$sandbox")
# The first time it is built, and fetches Temporal.
until_it 900 "the sandbox was not ready" grep -q 'Ctrl-C stops it' "$work/sandbox.log"
for variable in $(grep -o -e 'TEMPORAL_ADDRESS=[^ ]*' -e 'SLACK_API_URL=[^)]*' "$work/sandbox.log"); do
  export "${variable?}"
done
export DRE_CONFIG="$work/state/config"
for command in worker bot; do
  health=$((port + 100))
  "$java" "-XX:DumpLoadedClassList=$work/$command.classes" "${flags[@]}" dev.dre.image.Main "$command" --health-port "$health" >"$work/$command.log" 2>&1 &
  pid=$!
  running=("$sandbox" "$pid")
  until_it 120 "the $command was not ready" is_ready "$health"
  kill "$pid"
  wait "$pid" || true
  running=("$sandbox")
done
"$java" "-XX:DumpLoadedClassList=$work/validate.classes" "${flags[@]}" dev.dre.image.Main validate >"$work/validate.log"

# The numbers of one list mean nothing in another.
sed 's/ id: [0-9]*$//; /source:/d' "$work"/*.classes | LC_ALL=C sort -u >"$work/classes"
"$java" -Xshare:dump "-XX:SharedClassListFile=$work/classes" "-XX:SharedArchiveFile=$archive" "${flags[@]}" >"$work/archive.log" 2>&1 ||
  die "the classes were not archived: $(tail -n 5 "$work/archive.log")"
# Java goes on without an archive that it cannot use, unless it is told not to.
"$java" -Xshare:on "-XX:SharedArchiveFile=$archive" "${flags[@]}" dev.dre.image.Main validate >"$work/archive.log" 2>&1 ||
  die "the archive of classes cannot be used: $(tail -n 5 "$work/archive.log")"
make
mv "$root/helm/target/jib-image.tar" "$out"
printf '%s: %s\n' "$out" "$(du -h "$out" | cut -f1)"
