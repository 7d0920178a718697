#!/bin/sh
# Kirim peristiwa lewat Kafka, lalu dengarkan kiriman untuk Anda.
# Send an event over Kafka, then listen for what is meant for you.
#
#   LUMBUNG_KAFKA=localhost:9092 sh kafka.sh
#   with a user:  LUMBUNG_KAFKA_OPTIONS='-X security.protocol=SASL_PLAINTEXT -X sasl.mechanism=SCRAM-SHA-512
#                 -X sasl.username=… -X sasl.password=…'
set -eu
brokers="${LUMBUNG_KAFKA:-localhost:9092}"
party="${LUMBUNG_PARTY:-e-peken}"
options="${LUMBUNG_KAFKA_OPTIONS:-}"
id="${EVENT_ID:-contoh-$(date +%s)}"
now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
today="$(date -u +%Y-%m-%d)"

# One event a line; the topic says who speaks, so `source` has to be that party.
# shellcheck disable=SC2086
tr -d '\n' <<EOF | kcat $options -P -b "$brokers" -t "inbound.$party" -k "$party"
{ "specversion": "1.0", "id": "$id", "source": "urn:lumbung:party:$party",
  "type": "lumbung.demand.declared.v1", "time": "$now",
  "data": { "demandId": "$party.$id", "destination": "35.78", "commodity": "fruit.avocado",
    "quantity": 300, "unit": "KGM", "window": { "from": "$today", "to": "$today" }, "basis": "order" } }
EOF

# Plans and shipments that concern you; -e ends when all that is there was read.
# shellcheck disable=SC2086
kcat $options -C -b "$brokers" -t "outbound.$party" -o beginning -e -q -c 5
