#!/usr/bin/env python3
"""Verifies a webhook of Lumbung by the Standard Webhooks specification, with Python's standard library alone."""

import base64
import hashlib
import hmac
import json
import sys
import time

TOLERANCE_SECONDS = 5 * 60


class WebhookRefused(Exception):
    pass


def verify(secret, headers, body, now=None):
    """Returns the CloudEvent, or raises WebhookRefused. `body` is the bytes as they came, not parsed and written again."""
    headers = {name.lower(): value for name, value in headers.items()}
    try:
        message_id = headers["webhook-id"]
        timestamp = headers["webhook-timestamp"]
        signatures = headers["webhook-signature"]
        sent_at = int(timestamp)
    except (KeyError, ValueError):
        raise WebhookRefused("a header is missing or wrong")
    if abs((time.time() if now is None else now) - sent_at) > TOLERANCE_SECONDS:
        raise WebhookRefused("too old or too new")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # While a secret is rotated there are two signatures: one that is right is enough.
    for signature in signatures.split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(value, expected):
            return json.loads(body)
    raise WebhookRefused("no signature is right")


if __name__ == "__main__":
    # Judges requests that were written down, one a line: {"secret", "headers", "body", "now"?}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            event = verify(request["secret"], request["headers"], request["body"].encode(), request.get("now"))
            print("ok", event["id"], flush=True)
        except WebhookRefused as reason:
            print("refused", reason, flush=True)
