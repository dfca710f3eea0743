"""What an application does with the form of a redirect. Needs PyJWT and cryptography (Debian: python3-jwt).

Run as a program it reads one form (application/x-www-form-urlencoded) a line and says for each what it is worth:
    verify_redirect.py <realm URL> <client id> <transaction that this browser began>
"""
import json
import sys
import urllib.request
import uuid
from urllib.parse import parse_qs

import jwt


class NotVerified(Exception):
    """The form is not what the gateway says of this browser now."""


def verify_redirect(form, jwks, issuer, client_id, transaction):
    """Returns the claims of the result: "outcome" is "trusted" or "new".

    transaction: what the application has begun in this very browser, and has not ended yet; end it now.
    jwks: the realm's keys, from <issuer>/protocol/openid-connect/certs; keep them for some minutes.
    """
    if not transaction or form.get("X-Key-Transaction") != str(transaction):
        raise NotVerified("another transaction")
    try:
        result = form["X-Key-Transaction-Result"]
        header = jwt.get_unverified_header(result)
        key = next(key for key in jwt.PyJWKSet.from_dict(jwks).keys if key.key_id == header["kid"])
        if header["typ"] != "relock-transaction+jwt":
            raise NotVerified("another kind of statement")
        claims = jwt.decode(result, key.key, algorithms=["EdDSA"], audience=client_id, issuer=issuer,
                            options={"require": ["exp", "iat", "aud", "iss"]}, leeway=5)
        # The documented signature: over the 16 bytes of the UUID alone. It does not cover the outcome.
        key.key.verify(bytes.fromhex(form["X-Key-Transaction-Signature"]), uuid.UUID(str(transaction)).bytes)
    except NotVerified:
        raise
    except Exception as problem:
        raise NotVerified(type(problem).__name__) from problem
    if claims.get("transaction") != str(transaction):
        raise NotVerified("the result of another transaction")
    return claims


def keys_of(issuer):
    with urllib.request.urlopen(issuer + "/protocol/openid-connect/certs", timeout=10) as answer:
        jwks = json.load(answer)
    # The realm's encryption keys are none of ours, and older releases of PyJWT do not know their algorithm.
    return {"keys": [key for key in jwks["keys"] if key.get("crv") == "Ed25519"]}


if __name__ == "__main__":
    issuer, client_id, transaction = sys.argv[1:]
    jwks = keys_of(issuer)
    for line in sys.stdin:
        form = {name: values[0] for name, values in parse_qs(line.strip()).items()}
        try:
            print("outcome", verify_redirect(form, jwks, issuer, client_id, transaction)["outcome"], flush=True)
        except NotVerified as refused:
            print("refused:", refused, flush=True)
