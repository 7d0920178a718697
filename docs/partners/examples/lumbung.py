#!/usr/bin/env python3
"""Kirim kebutuhan dan baca neraca, dengan pustaka bawaan Python saja.
Declare a demand and read the balance, with Python's own library alone.

    LUMBUNG_URL=http://localhost:8080 LUMBUNG_KEY=lk_… python3 lumbung.py
"""

import json
import os
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

URL = os.environ.get("LUMBUNG_URL", "http://localhost:8080")
KEY = os.environ["LUMBUNG_KEY"]
PARTY = os.environ.get("LUMBUNG_PARTY", "e-peken")


def call(method, path, body=None, content_type="application/json"):
    """Answers the JSON; waits and tries again where the server asks for it."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": content_type}
    request = urllib.request.Request(URL + path, data, headers, method=method)
    for _ in range(5):
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            problem = json.load(error)
            if error.code not in (429, 503):
                raise SystemExit(f"{problem['code']}: {problem['text']['id']}") from error
            # The same id again is safe: a repeat has no effect.
            time.sleep(int(error.headers.get("Retry-After", "1")))
    raise SystemExit("the server asks to wait for too long")


event_id = os.environ.get("EVENT_ID", f"contoh-{int(time.time())}")
# Hari di Jawa (WIB), di mana pun program ini dijalankan. The day in Java, wherever this runs.
today = datetime.now(timezone(timedelta(hours=7))).date()
event = {
    "specversion": "1.0",
    "id": event_id,
    "source": f"urn:lumbung:party:{PARTY}",
    "type": "lumbung.demand.declared.v1",
    "time": datetime.now(timezone.utc).isoformat(),
    "data": {
        "demandId": f"{PARTY}.{event_id}",
        "destination": "35.78",
        "commodity": "rice.milled",
        "quantity": "2.5",
        "unit": "TNE",
        "window": {"from": today.isoformat(), "to": (today + timedelta(days=5)).isoformat()},
        "basis": "order",
    },
}

print(json.dumps(call("POST", "/v1/events", event, "application/cloudevents+json")))
for balance in call("GET", "/v1/balances?region=35.78&commodity=rice.milled")["items"]:
    print(balance["commodity"], "need", balance["need"], balance["unit"], "allocated", balance["allocated"])
