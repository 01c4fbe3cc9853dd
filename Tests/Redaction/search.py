#!/usr/bin/env python3
"""Searches a redacted capture for values of the original, with tshark's eyes.

    search.py ORIGINAL REDACTED [--text TEXT]...

Names, numbers, labels and addresses that tshark reads in the original must not be in the redacted
capture: texts in no payload and not in the file, in UTF-8 and in UTF-16 of both orders; addresses in no
header, in no field, as text, and as bytes of either order. `--text` adds texts that tshark does not
tell. Prints what it finds; the exit status is 1 then.

Needs tshark, and nothing but Python beside it.
"""

import argparse
import ipaddress
import re
import subprocess
import sys

# Not among them: texts of which only what phones and servers say by themselves stays.
NAMES = """
    DeviceName AlternateCallingParty HuntPilotName HuntPilotNumber ServerName appConfID appName
    bridgeParticipantId calledParty calledPartyName callingParty callingPartyName callingPartyNumber
    cdpnVoiceMailbox cgpnVoiceMailbox conferenceName dialedNumber directoryNum featureTextLabel
    forwardAllDirnum forwardBusyDirnum forwardNoAnswerlDirnum lastRedirectingParty
    lastRedirectingPartyName lastRedirectingVoiceMailbox lineDirNumber lineFullyQualifiedDisplayName
    lineTextLabel mwiControlNumber mwiTargetNumber originalCalledParty originalCalledPartyName
    originalCdpnVoiceMailbox participantName participantNumber serverName serviceURL
    serviceURLDisplayName speedDialDirNumber speedDialDisplayName subAppID subscriptionID userName
    vendorID passThruData appData""".split()
ADDRESSES = """ipAddr multicastIpAddr remoteIpAddr sourceIpAddr stationIpAddr transmitIpAddr""".split()
HEADERS = "ip.src ip.dst ipv6.src ipv6.dst eth.src eth.dst skinny.macAddress".split()

# What means the same to everybody: none, the host itself, masks, groups of a network's protocols.
COMMON = re.compile(r"0\.0\.0\.0$|127\.|255\.|224\.0\.0\.|::1?$|ff0[12]::")
# Bytes of a text and of an address that stand everywhere by chance.
SHORTEST = 4


def read(path, names, display=None):
    """For each packet the values of fields, a list for each."""
    command = ["tshark", "-n", "-r", path, "-T", "fields", "-E", "separator=\x01"]
    command += ["-E", "aggregator=\x02"] + [part for name in names for part in ("-e", name)]
    command += ["-Y", display] if display else []
    output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    for line in output.decode("utf-8", "surrogateescape").split("\n"):
        if line:
            yield [field.split("\x02") if field else [] for field in line.split("\x01")]


def texts_of(path):
    values = set()
    for row in read(path, ["skinny." + name for name in NAMES], "skinny"):
        values.update(value for field in row for value in field)
    return values


def addresses_of(path):
    fields = ["skinny.%s.ipv%d" % (name, family) for name in ADDRESSES for family in (4, 6)]
    addresses, hardware = set(), set()
    for row in read(path, HEADERS + fields, "skinny or tcp.port == 2000 or rtp"):
        for value in (value for field in row for value in field):
            (hardware if value.count(":") == 5 and len(value) == 17 else addresses).add(value)
    # An address of a group belongs to nobody; a small number is none, where tshark takes it for one.
    return (
        {a for a in addresses if not COMMON.match(a) and not a.endswith(".0.0.0")},
        {h for h in hardware if not int(h[:2], 16) & 1 and h.strip("0:")},
    )


def patterns(texts, addresses, hardware):
    """What to search for, as bytes, and what it is."""
    found = {}
    for text in texts:
        raw = text.encode("utf-8", "surrogateescape")
        if len(raw) < SHORTEST or not re.search(r"\w", text):
            continue
        found[raw] = repr(text)
        for encoding in ("utf-16-le", "utf-16-be"):
            found[text.encode(encoding, "surrogatepass")] = repr(text) + " in " + encoding
    for address in addresses:
        found[address.encode()] = address
        packed = ipaddress.ip_address(address).packed
        # Small numbers beside each other look like an address with zeros.
        if packed.count(0) < 2 or len(packed) > 4:
            found[packed] = address + " as bytes"
            found[packed[::-1]] = address + " as bytes, reversed"
    for address in hardware:
        packed = bytes.fromhex(address.replace(":", ""))
        found[packed] = address + " as bytes"
        for text in (packed.hex(), packed.hex().upper(), address):
            found[text.encode()] = address
    return found


def search(redacted, wanted):
    expression = b"|".join(re.escape(value) for value in sorted(wanted, key=len, reverse=True))
    expression = re.compile(expression, re.DOTALL)
    for row in read(redacted, ["frame.number", "tcp.payload"], "tcp.len > 0"):
        for payload in row[1]:
            for hit in expression.finditer(bytes.fromhex(payload.replace(":", ""))):
                yield "frame %s: %s" % (row[0][0], wanted[hit.group()])
    with open(redacted, "rb") as file:
        whole = file.read()
    for value in wanted:
        if len(value) > 2 * SHORTEST and value in whole:
            yield "the file: " + wanted[value]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("original")
    options.add_argument("redacted")
    options.add_argument("--text", action="append", default=[])
    options = options.parse_args()
    texts = texts_of(options.original) | set(options.text)
    addresses, hardware = addresses_of(options.original)
    findings = list(search(options.redacted, patterns(texts, addresses, hardware)))
    left, left_hardware = addresses_of(options.redacted)
    findings += ["address %s" % a for a in (left & addresses) | (left_hardware & hardware)]
    for finding in findings[:20]:
        print(finding)
    print("%d texts, %d addresses, %d findings" % (
        len(texts), len(addresses) + len(hardware), len(findings)))
    return 1 if findings or not addresses else 0


if __name__ == "__main__":
    sys.exit(main())
