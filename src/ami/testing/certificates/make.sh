#!/bin/sh
# Makes the certificates that the TLS tests use: a private authority, and a server certificate for "pbx.test" signed by it.
# They are valid from 2020 to 2119, whatever the clock of the machine says, and protect nothing.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/index.txt"
cat >"$work/ca.cnf" <<END
[ca]
default_ca = test
[test]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
subjectKeyIdentifier = hash
[server]
subjectAltName = DNS:pbx.test
END
newKey() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1" -out "$work/request" -subj "/CN=$2"; }
sign() { openssl ca -batch -notext -config "$work/ca.cnf" -startdate 20200101000000Z -enddate 21191231000000Z -in "$work/request" "$@"; }
newKey "$work/authority.key" 'Test Authority'
sign -selfsign -keyfile "$work/authority.key" -extensions authority -out authority.pem
newKey server.key pbx.test
sign -cert authority.pem -keyfile "$work/authority.key" -extensions server -out server.pem
