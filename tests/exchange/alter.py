#!/usr/bin/env python3
"""alter.py EXPORT N SEED VERIFIER...: makes N random changes to an audit export,
one at a time, and asks the verifier about each; says how many of each kind it
found, and prints those that it did not."""
import base64, os, random, re, subprocess, sys, tempfile

path, n, seed, verifier = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
lines = open(path, 'rb').read().split(b'\n')[:-1]
rows = range(1, len(lines))  # the first line is the title
receipts = [i for i in rows if lines[i].startswith(b'receipt\t')]
chance = random.Random(seed)


def flip(x):
    """One bit of one byte of a row."""
    i = chance.choice(rows)
    b = bytearray(x[i])
    b[chance.randrange(len(b))] ^= 1 << chance.randrange(8)
    x[i] = bytes(b)


def inside(x):
    """One bit of a message or receipt, in its own bytes."""
    i = chance.choice(receipts)
    f = x[i].split(b'\t')
    k = chance.choice([k for k in (4, 5) if f[k] != b'-'])
    b = bytearray(base64.b64decode(f[k]))
    b[chance.randrange(len(b))] ^= 1 << chance.randrange(8)
    f[k] = base64.b64encode(bytes(b))
    x[i] = b'\t'.join(f)


def drop(x):
    del x[chance.choice(rows)]


def double(x):
    x.insert(chance.choice(rows), x[chance.choice(rows)])


def swap(x):
    i, k = chance.choice(rows), chance.choice(rows)
    x[i], x[k] = x[k], x[i]


def splice(x):
    """A field of another row of the same kind: a signature, a text, bytes."""
    i = chance.choice(rows)
    f = x[i].split(b'\t')
    g = chance.choice([r for r in x[1:] if r.split(b'\t')[0] == f[0]]).split(b'\t')
    k = chance.randrange(1, len(f))
    f[k] = g[k]
    x[i] = b'\t'.join(f)


def stage(x):
    """A receipt says another stage, in the log's text or in the receipt itself."""
    i = chance.choice(receipts)
    f = x[i].split(b'\t')
    k = chance.choice((3, 5))
    b = base64.b64decode(f[k])
    b = re.sub(rb'accepted|rejected', lambda m: b'rejected' if m[0] == b'accepted' else b'accepted', b)
    f[k] = base64.b64encode(b)
    x[i] = b'\t'.join(f)


def cut(x):
    del x[chance.choice(rows):]


kinds = [flip, inside, drop, double, swap, splice, stage, cut]
tried, found, missed = {}, {}, []
with tempfile.TemporaryDirectory() as d:
    name = os.path.join(d, 'export')
    while sum(tried.values()) < n:
        kind = chance.choice(kinds)
        x = list(lines)
        kind(x)
        if x == lines:
            continue
        with open(name, 'wb') as f:
            f.write(b'\n'.join(x) + b'\n')
        r = subprocess.run(verifier + [name], capture_output=True, check=False)
        said = (r.stdout + r.stderr).decode('utf-8', 'replace').strip()
        tried[kind.__name__] = tried.get(kind.__name__, 0) + 1
        # it says no, in words, and does not simply fall over
        if r.returncode == 1 and ('NOT PROVEN: ' in said or 'line ' in said):
            found[kind.__name__] = found.get(kind.__name__, 0) + 1
        else:
            missed.append((kind.__name__, r.returncode, said))
for k in sorted(tried):
    print(f'# {k}: {found.get(k, 0)} of {tried[k]}')
for m in missed[:5]:
    print('# not found:', m)
print(f'{sum(found.values())} of {sum(tried.values())} found')
sys.exit(bool(missed))
