#!/usr/bin/env bash
# Makes quay.io/keycloak/keycloak:<version> from Debian packages and Keycloak's distribution on Maven Central,
# for machines whose Docker engine reaches no image registry. It stands in for the published image in tests and
# is nothing else. Needs root, debootstrap and an engine that answers (DOCKER_HOST says which).
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's:.*<keycloak.version>\(.*\)</keycloak.version>.*:\1:p' pom.xml)
image=quay.io/keycloak/keycloak:$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "Debian with Java, for the stand-in image"
debootstrap --variant=minbase --include=ca-certificates,openjdk-17-jre-headless bookworm "$work/debian" >"$work/debootstrap.log" ||
  { tail -n 20 "$work/debootstrap.log"; exit 1; }
tar -C "$work/debian" -c . | docker import - relock-debian-java >/dev/null
rm -rf "$work/debian"

echo "Keycloak $version, into $image"
./mvnw -q -B -ntp -N dependency:unpack -Dartifact="org.keycloak:keycloak-quarkus-dist:$version:zip" \
  -DoutputDirectory="$work" -Dmdep.useBaseVersion=true -DmarkersDirectory="$work/markers"
mkdir "$work/context"
cp keycloak-test-env/docker/Dockerfile "$work/context/"
mv "$work/keycloak-$version" "$work/context/keycloak"
# BuildKit would ask a registry for its own front end.
DOCKER_BUILDKIT=0 docker build -q -t "$image" "$work/context" >/dev/null
echo "$image is there"
