#!/bin/sh
# Kirim peristiwa lewat Kafka, lalu dengarkan kiriman untuk Anda.
# Send an event over Kafka, then listen for what is meant for you.
#
#   LUMBUNG_KAFKA=localhost:9092 LUMBUNG_KEY=lk_… sh kafka.sh
#
# Kunci Anda adalah pengguna Kafka Anda: bagian tengahnya nama, ujungnya sandi. kcat perlu librdkafka 2.6.1 ke atas.
# Your key is your user on Kafka: its middle part is the name, its end the password. kcat needs librdkafka 2.6.1 or
# newer (older ones fail at SCRAM with Kafka 4); `kcat -V` tells.
set -eu
brokers="${LUMBUNG_KAFKA:-localhost:9092}"
party="${LUMBUNG_PARTY:-e-peken}"
rest="${LUMBUNG_KEY#lk_}"
scram="-X security.protocol=SASL_PLAINTEXT -X sasl.mechanism=SCRAM-SHA-512"
options="${LUMBUNG_KAFKA_OPTIONS:-$scram -X sasl.username=${rest%%_*} -X sasl.password=${rest#*_}}"
id="${EVENT_ID:-contoh-$(date +%s)}"
now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
# Hari di Jawa (WIB), di mana pun perintah ini dijalankan. The day in Java, wherever this runs.
today="$(TZ=WIB-7 date +%Y-%m-%d)"

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
