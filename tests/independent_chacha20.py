#!/usr/bin/env python3
"""The passwords of a batch key by Python's HMAC, OpenSSL's ChaCha20 and a sampler of its own: no line of it is shared with the
crate.

    printf '%s\\n' '0707...07 login 1 1971100456 UDULUUDUDDDDDDDD all' | python3 tests/independent_chacha20.py

Each line of the input is key (64 hexadecimal digits), purpose, round, provider number, pattern and alphabets (`all`, or `clear`
without the look-alikes I O l o 0 1); each line of the output is the password.

- Key: HMAC-SHA-256, under the batch key, of `reissue-notice 2 password`, the purpose, the pattern and the four alphabets, each
  on a line.
- Stream: ChaCha20, 20 rounds, 64-bit counter from 0, 64-bit nonce: the provider number read in base 36, plus the round times 2^52.
  OpenSSL's 16-byte IV is both, little-endian, the counter first.
- Place: takes 32-bit little-endian words until one is below the greatest multiple of the alphabet's size, 2^32 at most; the character is
  the one at that word modulo the size, in ASCII order.
"""
import hashlib
import hmac
import string
import subprocess
import sys

CLASSES = {"U": string.ascii_uppercase, "L": string.ascii_lowercase, "D": string.digits, "S": "!#$%&*+-=?@"}
LOOK_ALIKES = "IOlo01"
# Far more than 20 places ever take: a word is thrown away less often than once in a hundred million.
BYTES = 1024


def alphabet(place, alphabets):
    characters = sorted(CLASSES[place])
    if alphabets == "clear" and place != "S":
        characters = [c for c in characters if c not in LOOK_ALIKES]
    return "".join(characters)


def derived(key, purpose, pattern, alphabets):
    lines = ["reissue-notice 2 password", purpose, pattern] + [alphabet(place, alphabets) for place in "ULDS"]
    message = "".join(line + "\n" for line in lines)
    return hmac.new(bytes.fromhex(key), message.encode(), hashlib.sha256).hexdigest()


def keystream(key, number, count):
    iv = (0).to_bytes(8, "little") + (int(number, 36) + int(count) * 2**52).to_bytes(8, "little")
    command = ["openssl", "enc", "-chacha20", "-K", key, "-iv", iv.hex()]
    return subprocess.run(command, input=bytes(BYTES), stdout=subprocess.PIPE, check=True).stdout


def words(stream):
    return (int.from_bytes(stream[at : at + 4], "little") for at in range(0, len(stream), 4))


def password(key, purpose, count, number, pattern, alphabets):
    drawn = words(keystream(derived(key, purpose, pattern, alphabets), number, count))
    places = []
    for place in pattern:
        characters = alphabet(place, alphabets)
        size = len(characters)
        even = 2**32 // size * size
        word = next(word for word in drawn if word < even)
        places.append(characters[word % size])
    return "".join(places)


for line in sys.stdin:
    print(password(*line.split()))
