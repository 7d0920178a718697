#!/bin/sh
# Kirim satu peristiwa dan lihat apa yang terjadi dengannya.
# Send one event and see what became of it.
#
#   LUMBUNG_URL=http://localhost:8080 LUMBUNG_KEY=lk_… sh send-event.sh
set -eu
url="${LUMBUNG_URL:-http://localhost:8080}"
party="${LUMBUNG_PARTY:-e-peken}"
id="${EVENT_ID:-contoh-$(date +%s)}"
now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
# Hari di Jawa (WIB), di mana pun perintah ini dijalankan. The day in Java, wherever this runs.
today="$(TZ=WIB-7 date +%Y-%m-%d)"

# 202: the event is on disk. Sending the same id again has no effect.
curl --silent --show-error --fail-with-body "$url/v1/events" \
  --header "Authorization: Bearer $LUMBUNG_KEY" \
  --header 'Content-Type: application/cloudevents+json' \
  --data @- <<EOF
{
  "specversion": "1.0",
  "id": "$id",
  "source": "urn:lumbung:party:$party",
  "type": "lumbung.demand.declared.v1",
  "time": "$now",
  "data": {
    "demandId": "$party.$id",
    "destination": "35.78",
    "commodity": "egg.chicken",
    "quantity": 1200,
    "unit": "KGM",
    "window": { "from": "$today", "to": "$today" },
    "minShelfLifeDays": 7,
    "basis": "order"
  }
}
EOF
echo

# accepted → applied; rejected comes with a reason in Bahasa Indonesia and English.
sleep 1
curl --silent --show-error --fail-with-body "$url/v1/events/$party/$id" \
  --header "Authorization: Bearer $LUMBUNG_KEY"
echo
