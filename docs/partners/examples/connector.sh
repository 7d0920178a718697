#!/bin/sh
# Kirim JSON milik sistem Anda sendiri: coba pemetaan, simpan, lalu kirim.
# Send the JSON of your own system: try a mapping, save it, then push.
#
#   LUMBUNG_URL=http://localhost:8080 LUMBUNG_KEY=lk_… LUMBUNG_PARTY=dkpp-surabaya sh connector.sh
set -eu
url="${LUMBUNG_URL:-http://localhost:8080}"
party="${LUMBUNG_PARTY:-dkpp-surabaya}"
nomor="${EVENT_ID:-SB-$(date +%s)}"
now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
# Hari di Jawa (WIB), di mana pun perintah ini dijalankan. The day in Java, wherever this runs.
today="$(TZ=WIB-7 date +%Y-%m-%d)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

call() {
  curl --silent --show-error --fail-with-body --request "$1" "$url/v1/connectors/$party$2" \
    --header "Authorization: Bearer $LUMBUNG_KEY" --header 'Content-Type: application/json' --data @"$3"
  echo
}

# What your system writes.
cat > "$folder/orders.json" <<EOF
{ "pesanan": [{ "nomor": "$nomor", "dibuat": "$now", "barang": "telur", "kg": 600, "perlu": "$today" }] }
EOF

# JSONata: one order in, one event out. The id is yours: what you send twice counts once.
mapping='{ \"id\": nomor, \"type\": \"demand.declared\", \"time\": dibuat, \"data\": {
  \"demandId\": \"'"$party"'.\" & nomor, \"destination\": \"35.78\",
  \"commodity\": barang = \"telur\" ? \"egg.chicken\" : $error(\"barang tidak dikenal\"),
  \"quantity\": kg, \"unit\": \"KGM\", \"window\": { \"from\": perlu, \"to\": perlu }, \"basis\": \"order\" } }'
configuration='{ "items": "/pesanan", "mapping": "'"$(printf %s "$mapping" | tr '\n' ' ')"'" }'

# 1. Try: shows each event and what the door would say. Nothing is kept.
printf '{ "kind": "push", "configuration": %s, "sample": %s }' "$configuration" "$(cat "$folder/orders.json")" \
  > "$folder/try.json"
call POST /try "$folder/try.json"

# 2. Save: a new version, with your reason. Older versions stay to be seen.
printf '{ "configuration": %s, "reason": "Sistem pesanan kami" }' "$configuration" > "$folder/save.json"
call PUT /push "$folder/save.json"

# 3. Push, from now on whenever you have orders.
call POST '' "$folder/orders.json"
