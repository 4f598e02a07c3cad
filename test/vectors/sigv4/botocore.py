"""Signs random requests with botocore and prints them as JSON: python3 botocore.py > botocore.json

The seed and the time are fixed, so that the same botocore writes the same file.
"""

import datetime
import json
import random
import urllib.parse

import botocore
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SEED = 20150830
NOW = datetime.datetime(2026, 8, 1, 12, 0, 0, tzinfo=datetime.timezone.utc)
botocore.auth.get_current_datetime = lambda remove_tzinfo=True: NOW.replace(tzinfo=None) if remove_tzinfo else NOW

rng = random.Random(SEED)
WORDS = "abc XYZ 019 -_.~ !*'() /:@ %+&= ünï 日本 😀 \"<>".split(" ") + [" ", "  "]


def word(most=6):
    return "".join(rng.choice(WORDS) for _ in range(rng.randint(1, most)))


def request():
    method = rng.choice(["GET", "POST", "PUT", "DELETE"])
    path = "/" + "/".join(urllib.parse.quote(word(), safe="") for _ in range(rng.randint(0, 4)))
    fields = [(word(3), word(4)) for _ in range(rng.randint(0, 4))]
    url = "https://localhost:8443" + path
    if fields:
        url += "?" + urllib.parse.urlencode(fields, quote_via=urllib.parse.quote)
    headers = {"X-Amz-Target": "secretsmanager.GetSecretValue"} if rng.random() < 0.5 else {}
    if rng.random() < 0.3:
        headers["X-Spaced"] = "  a   b  "
    body = word(40).encode() if method in ("POST", "PUT") else b""
    return AWSRequest(method=method, url=url, headers=headers, data=body)


cases = []
for number in range(240):
    secret = "".join(rng.choice("abcdefABCDEF0123456789+/") for _ in range(40))
    token = "FwoGZXIvYXdzE" + "A" * 40 + "/+==" if rng.random() < 0.4 else None
    credentials = Credentials("AKIA%016d" % number, secret, token)
    region = rng.choice(["us-east-1", "eu-central-1", "local"])
    service = rng.choice(["secretsmanager", "kms", "iam", "sts", "lambda"])
    asked = request()
    if number % 4 == 3:
        asked.data = b""
        botocore.auth.SigV4QueryAuth(credentials, service, region, expires=rng.choice([60, 900, 604800])).add_auth(asked)
    else:
        botocore.auth.SigV4Auth(credentials, service, region).add_auth(asked)
    sent = asked.prepare()
    parts = urllib.parse.urlsplit(sent.url)
    headers = {}
    for name, value in sent.headers.items():
        headers[name.lower()] = value.decode() if isinstance(value, bytes) else value
    headers.setdefault("host", parts.netloc)
    body = sent.body or b""
    cases.append({
        "secretAccessKey": secret,
        "method": sent.method,
        "path": parts.path,
        "query": parts.query,
        "headers": headers,
        "body": body.decode() if isinstance(body, bytes) else body,
    })

print('{"about": "Requests signed by botocore %s; see botocore.py.",' % botocore.__version__)
print('"now": "%s", "seed": %d, "cases": [' % (NOW.isoformat().replace("+00:00", "Z"), SEED))
print(",\n".join(json.dumps(case, sort_keys=True) for case in cases))
print("]}")
