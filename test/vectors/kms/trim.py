"""Writes the vectors of this folder from those of the Python package cryptography-vectors (see SOURCES.md).

    python3 trim.py FOLDER    # the folder `cryptography_vectors` of the unpacked package
"""

import json
import sys
from itertools import islice
from pathlib import Path

SOURCE = Path(sys.argv[1])
HERE = Path(__file__).parent
SHA2 = ("SHA224", "SHA256", "SHA384", "SHA512")


def write(name, vectors):
    lines = ",\n  ".join(json.dumps(vector) for vector in vectors)
    (HERE / name).write_text(f"[\n  {lines}\n]\n")


def lines_of(path):
    return (SOURCE / path).read_text().splitlines()


def records(path):
    """NIST's format: sections in brackets, then blocks of `name = value`."""
    section, block = "", {}
    for line in [*lines_of(path), ""]:
        line = line.strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif " = " in line or line.endswith(" ="):
            name, _, value = line.partition(" =")
            block[name] = value.strip()
        elif not line and block:
            yield section, block
            block = {}


def rsa_signatures(path, scheme):
    """Per size and hash: the first signature of each verdict."""
    key, seen = {}, set()
    for section, block in records(path):
        if "n" in block:
            key = {"n": block["n"]}
        if "p" in block or "q" in block:
            key |= {name: block[name] for name in ("p", "q") if name in block}
        if "SHAAlg" not in block or block["SHAAlg"] not in SHA2[1:]:
            continue
        bits = int(section.split(" = ")[1])
        kind = (scheme, bits, block["SHAAlg"], block["Result"])
        is_common = block["Result"][0] == "P" or bits == 2048
        if bits < 2048 or not is_common or kind in seen:
            continue
        seen.add(kind)
        vector = {"scheme": scheme, "bits": bits, "hash": block["SHAAlg"].lower(), "n": key["n"]}
        vector |= {"e": block["e"].lstrip("0"), "message": block["Msg"]}
        vector |= {"salt": block.get("SaltVal", ""), "signature": block["S"]}
        if block["Result"].startswith("P"):
            vector |= {"d": block["d"], "p": key["p"], "q": key["q"]}
        yield vector | {"result": block["Result"]}


def oaep(path, hash):
    """The keys of 2048 bits, and what was encrypted with them: names are comments, values stand below them."""
    fields = {}
    for name, value in named_values(path):
        fields[name] = value
        if name == "Encryption" and len(fields["Modulus"]) == 512:
            names = {"n": "Modulus", "e": "Public exponent", "d": "Exponent", "p": "Prime 1", "q": "Prime 2"}
            key = {short: fields[long].lstrip("0") for short, long in names.items()}
            yield {"hash": hash, **key, "message": fields["Message"], "ciphertext": value}


def named_values(path):
    name, value = None, ""
    for line in [*lines_of(path), "# end"]:
        if not line.startswith("#"):
            value += line.replace(" ", "")
            continue
        if name and value:
            yield name, value
        name, value = line.strip("# :"), ""


def ecdsa():
    curves = {"P-256,SHA-256": "prime256v1", "P-384,SHA-384": "secp384r1", "P-521,SHA-512": "secp521r1"}
    for section, block in records("asymmetric/ECDSA/FIPS_186-3/SigVer.rsp"):
        if section in curves and "Msg" in block:
            yield signature(curves[section], section.split("SHA-")[1], block) | {"result": block["Result"]}
    count = 0
    for section, block in records("asymmetric/ECDSA/SECP256K1/SigGen.txt"):
        if section == "K-256,SHA-256" and "Msg" in block and count < 10:
            count += 1
            yield signature("secp256k1", "256", block) | {"d": block["d"], "result": "P"}


def signature(curve, bits, block):
    vector = {"curve": curve, "hash": f"sha{bits}", "message": block["Msg"]}
    return vector | {"x": block["Qx"], "y": block["Qy"], "r": block["R"], "s": block["S"]}


def ecdh():
    curves = {"EC - SHA256": "prime256v1", "ED - SHA384": "secp384r1", "EE - SHA512": "secp521r1"}
    path = "asymmetric/ECDH/KASValidityTest_ECCStaticUnified_NOKC_ZZOnly_init.fax"
    for section, block in records(path):
        if section in curves and "COUNT" in block:
            vector = {"curve": curves[section], "d": block["dsIUT"], "own": [block["QsIUTx"], block["QsIUTy"]]}
            vector |= {"their": [block["QsCAVSx"], block["QsCAVSy"]], "secret": block["Z"]}
            yield vector | {"result": block["Result"]}


def hmac():
    for hash in SHA2:
        for _, block in records(f"HMAC/rfc-4231-{hash.lower()}.txt"):
            if "Key" in block:
                vector = {"hash": hash.lower(), "key": block["Key"], "message": block["Msg"]}
                yield vector | {"mac": block["MD"]}


def ed25519():
    lines = lines_of("asymmetric/Ed25519/sign.input")
    for line in [*lines[:16], *lines[60:1024:64]]:
        secret, public, message, signed, _ = line.split(":")
        yield {"seed": secret[:64], "public": public, "message": message, "signature": signed[:128]}


def ml_dsa():
    for size in (44, 65, 87):
        blocks = {}
        for line in lines_of(f"asymmetric/MLDSA/kat_MLDSA_{size}_det_pure.rsp"):
            name, _, value = line.partition(" = ")
            if name == "count":
                if len(blocks) == 2:
                    break
                block = blocks[value] = {}
            else:
                block[name] = value
        for block in blocks.values():
            signed = block["sm"][: len(block["sm"]) - len(block["msg"])]
            yield {
                "type": f"ml-dsa-{size}",
                "seed": block["xi"],
                "public": block["pk"],
                "message": block["msg"],
                "context": block.get("ctx", ""),
                "signature": signed,
            }


NIST = "asymmetric/RSA/FIPS_186-2"
write(
    "rsa-signatures.json",
    [
        *rsa_signatures(f"{NIST}/SigVer15_186-3.rsp", "pkcs1"),
        *rsa_signatures(f"{NIST}/SigVerPSS_186-3.rsp", "pss"),
    ],
)
write(
    "rsa-oaep.json",
    [
        *oaep("asymmetric/RSA/pkcs-1v2-1d2-vec/oaep-vect.txt", "sha1"),
        *islice(oaep("asymmetric/RSA/oaep-custom/oaep-sha256-sha256.txt", "sha256"), 6),
    ],
)
write("ecdsa.json", list(ecdsa()))
write("ecdh.json", list(ecdh()))
write("hmac.json", list(hmac()))
write("ed25519.json", list(ed25519()))
write("ml-dsa.json", list(ml_dsa()))
