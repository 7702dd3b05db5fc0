# SPDX-License-Identifier: Apache-2.0
"""Damaged and odd HTTP requests against a running server, over plain sockets.

    python3 fuzz/raw_http.py --dev .palisade/dev.json --seconds 60 [--seed 7]

Each case is one connection: bytes are sent, in pieces, and everything that comes back is read. A finding is an answer
that is no HTTP, has a status that only the server can be blamed for, a body that tells of the inside, more answers than
requests were sent, or a connection that stays open without an answer. After every hundred cases a plain query must be
answered rightly. The same seed sends the same bytes.
"""

import argparse
import base64
import collections
import json
import random
import re
import socket
import sys
import time
import urllib.parse

QUERY = '{ __typename }'
INSIDE = re.compile(rb'SQLSTATE|\.swift|/Sources/|Fatal|\bpg_catalog')
METHODS = [b'GET', b'POST', b'HEAD', b'OPTIONS', b'PUT', b'DELETE', b'PATCH', b'TRACE', b'CONNECT', b'get', b'P\x00ST', b'']
PATHS = [b'/graphql', b'/graphql/', b'/graphql?query=%7B__typename%7D', b'/', b'/health/live', b'/health/ready', b'/metrics',
         b'/playground', b'/playground/../../etc/passwd', b'/playground/%2e%2e/%2e%2e/etc/passwd', b'//graphql', b'*',
         b'http://other.example/graphql', b'/graphql?query=%', b'/graphql?query=%zz', b'/graphql?query=%FF%FE',
         b'/graphql?query=%7B__typename%7D&variables=%7B', b'/graphql?variables=[]&query=%7B__typename%7D', b'/\xff\xfe',
         b'/graphql?' + b'a=1&' * 500, b'/graphql?query=' + b'%7B' * 3000, b'']
TYPES = [b'application/json', b'application/json; charset=utf-8', b'application/json;charset="utf-8"',
         b'application/json; charset=utf-16', b'text/plain', b'application/x-www-form-urlencoded', b'multipart/form-data',
         b'application/graphql', b'application/graphql-response+json', b'', b'application/json, text/plain', b';;;', b'*/*',
         b'application/JSON', b'application/json; a="\\', b'\xff']
ACCEPTS = [b'*/*', b'application/json', b'application/graphql-response+json', b'text/html', b'application/*;q=0.1',
           b'application/json;q=0', b'text/event-stream', b'', b';q=', b'application/json;q=9999999999999', b',,,', b'\xff',
           b'application/graphql-response+json; charset=utf-8, application/json;q=0.5', b'multipart/mixed']


class Cases:
    def __init__(self, source, tokens):
        self.random, self.tokens = source, tokens

    def body(self):
        pick = self.random.choice
        text = json.dumps(pick([
            {'query': QUERY}, {'query': QUERY, 'variables': {}}, {'query': QUERY, 'variables': None}, {'query': 7}, {}, [], 7,
            None, 'text', {'query': QUERY, 'operationName': ''}, {'query': QUERY, 'operationName': 7},
            {'query': QUERY, 'variables': []}, {'query': QUERY, 'extensions': 1}, [{'query': QUERY}], {'query': ''},
            {'query': QUERY, 'extensions': {'persistedQuery': {'version': 1, 'sha256Hash': 'x'}}}, {'id': 'x'},
            {'query': '{' * 5000}, {'query': '{a' + '(b:[' * 5000}, {'query': QUERY, 'variables': {'a': '\u0000'}},
            {'query': 'query($a: Int) { __typename @skip(if: $a) }', 'variables': {'a': 1e999}},
            {'query': 'mutation { __typename }'}, {'query': 'subscription { __typename }'}])).encode()
        damage = self.random.random()
        if damage < 0.5:
            return text
        if damage < 0.6:
            return text[:self.random.randrange(len(text) + 1)]
        if damage < 0.7:
            return b'[' * self.random.choice([10, 1000, 100_000])
        if damage < 0.8:
            return b'{"query":"' + self.random.randbytes(self.random.randrange(60)) + b'"}'
        data = bytearray(text)
        for _ in range(self.random.choice([1, 1, 2, 5])):
            if data:
                data[self.random.randrange(len(data))] = self.random.randrange(256)
        return bytes(data)

    def headers(self, body):
        chance, pick = self.random.random, self.random.choice
        headers = [(b'Host', pick([b'localhost', b'localhost', b'localhost', b'', b'a b', b'evil.example:1']))]
        if chance() < 0.8:
            headers.append((b'Content-Type', pick(TYPES) if chance() < 0.4 else b'application/json'))
        if chance() < 0.5:
            headers.append((b'Accept', pick(ACCEPTS)))
        if chance() < 0.7:
            token = pick(self.tokens).encode()
            headers.append((b'Authorization', pick([
                b'Bearer ' + token, b'Bearer ' + token, b'Bearer ' + token, b'bearer ' + token, b'Bearer', b'Basic YTpi',
                b'Bearer ' + token[:-3], b'Bearer ' + b'a' * 9000, b'Bearer a.b.c', b'Bearer ' + token + b'\xff',
                b'Bearer ' + base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b'=') + b'.' + token.split(b'.')[1] + b'.'])))
            if chance() < 0.05:
                headers.append((b'Authorization', b'Bearer ' + token))
        if chance() < 0.4:
            headers.append(pick([
                (b'Content-Encoding', b'gzip'), (b'Accept-Encoding', b'gzip;q=0, *'), (b'Expect', b'100-continue'),
                (b'Expect', b'nonsense'), (b'Connection', b'close'), (b'Connection', b'upgrade'), (b'Upgrade', b'websocket'),
                (b'Origin', b'https://evil.example'), (b'X-Request-Id', b'\x01\x02'), (b'X-Request-Id', b'a' * 5000),
                (b'traceparent', b'00-' + b'0' * 32 + b'-' + b'f' * 16 + b'-01'), (b'Cookie', b'a=b'), (b'X' * 20_000, b'1'),
                (b'X-A', b'v' * 40_000), (b'Bad Name', b'x'), (b'X-\xff', b'x'), (b'X-B', b'a\x00b'), (b'X-C', b' folded\r\n more'),
                (b'Transfer-Encoding', b'identity'), (b'TE', b'trailers'), (b'If-None-Match', b'*'), (b'Range', b'bytes=0-')]))
        return headers

    def request(self):
        """One request's bytes, and whether they are whole and plain, so that exactly one answer must come."""
        chance, pick = self.random.random, self.random.choice
        body = self.body() if chance() < 0.8 else b''
        method = b'POST' if chance() < 0.6 else pick(METHODS)
        path = b'/graphql' if chance() < 0.6 else pick(PATHS)
        if chance() < 0.1:
            path = b'/graphql?' + urllib.parse.urlencode({'query': QUERY, 'extensions': '{}', 'x': '\u00e9'}).encode()
        headers = self.headers(body)
        framing = chance()
        if framing < 0.75:
            headers.append((b'Content-Length', b'%d' % len(body)))
        elif framing < 0.85:
            headers.append((b'Transfer-Encoding', b'chunked'))
            cut = self.random.randrange(len(body) + 1)
            body = b''.join(b'%x\r\n%b\r\n' % (len(part), part) for part in (body[:cut], body[cut:]) if part) + b'0\r\n\r\n'
        elif framing < 0.95:
            headers += pick([
                [(b'Content-Length', b'%d' % len(body)), (b'Content-Length', b'%d' % (len(body) + 1))],
                [(b'Content-Length', b'%d' % len(body)), (b'Transfer-Encoding', b'chunked')],
                [(b'Content-Length', b'-1')], [(b'Content-Length', b'99999999999999999999')], [(b'Content-Length', b'1e3')],
                [(b'Content-Length', b'+5')], [(b'Transfer-Encoding', b'gzip, chunked')], [(b'Transfer-Encoding', b'chunked, x')],
                [(b'Content-Length', b'2000000')]])
        version = b'HTTP/1.1' if chance() < 0.93 else pick([b'HTTP/1.0', b'HTTP/2.0', b'HTTP/9.9', b'', b'HTTP', b'FTP/1.1'])
        line = pick([b'\r\n'] * 20 + [b'\n', b'\r', b'\r\n\r\n'])
        head = method + b' ' + path + b' ' + version + line + b''.join(
            name + b': ' + value + line for name, value in headers)
        return head + line + body

    def connection(self):
        data = b''.join(self.request() for _ in range(self.random.choice([1, 1, 1, 2, 4])))
        if self.random.random() < 0.15:
            data = bytearray(data)
            for _ in range(self.random.choice([1, 3, 10])):
                data[self.random.randrange(len(data))] = self.random.randrange(256)
            data = bytes(data)
        return data


class Finding(Exception):
    pass


def exchange(address, data, source, wait):
    """Sends in pieces, then says that no more comes, and reads until the server ends the connection."""
    received = b''
    with socket.create_connection(address, timeout=wait) as connection:
        try:
            position = 0
            while position < len(data):
                size = source.choice([1, 7, 100, 5_000, 100_000])
                connection.sendall(data[position:position + size])
                position += size
            connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError, OSError):
            pass
        try:
            while chunk := connection.recv(65_536):
                received += chunk
        except ConnectionResetError:
            pass
        except socket.timeout:
            raise Finding(f'the connection stays open; got {received[:200]!r}')
    return received


def answers(received):
    """Statuses and bodies. Heads that answer HEAD are followed by no body, which shows by the next head."""
    found = []
    while received:
        match = re.match(rb'HTTP/1\.[01] (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n', received)
        if not match:
            raise Finding(f'no HTTP: {received[:200]!r}')
        status, head = int(match[1]), match[2]
        received = received[match.end():]
        length = re.search(rb'(?im)^content-length: *(\d+)\r$', head)
        size = int(length[1]) if length else 0
        if status == 100:
            continue
        body = b'' if received[:5] == b'HTTP/' else received[:size]
        received = received[len(body):]
        found.append((status, body))
    return found


def judge(sent, received):
    heads = len(re.findall(rb'HTTP/\d|[A-Z]+ /|\n\r?\n', sent)) + 1
    found = answers(received)
    if len(found) > heads:
        raise Finding(f'{len(found)} answers to at most {heads} requests')
    for status, body in found:
        if status >= 500 and status not in (501, 503, 505):
            raise Finding(f'status {status}: {body[:200]!r}')
        if INSIDE.search(body) and not body.startswith(b'#'):
            raise Finding(f'tells of the inside: {body[:300]!r}')
    return [status for status, _ in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--dev', default='.palisade/dev.json')
    parser.add_argument('--seconds', type=float, default=60)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--wait', type=float, default=90, help='seconds until a silent connection is a finding')
    options = parser.parse_args()
    with open(options.dev) as file:
        dev = json.load(file)
    url = urllib.parse.urlsplit(dev['url'])
    address, tokens = (url.hostname, url.port), [identity['token'] for identity in dev['identities']]
    tally, findings, count = collections.Counter(), {}, 0
    plain = json.dumps({'query': QUERY}).encode()
    plain = (b'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer ' +
             tokens[0].encode() + b'\r\nContent-Length: %d\r\nConnection: close\r\n\r\n' % len(plain) + plain)
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        count += 1
        source = random.Random(options.seed * 1_000_003 + count)
        data = Cases(source, tokens).connection()
        try:
            statuses = judge(data, exchange(address, data, source, options.wait))
            tally.update(statuses or ['closed'])
            if count % 100 == 0 and b'"__typename":"Query"' not in exchange(address, plain, source, options.wait):
                raise Finding('a plain query is not answered any more')
        except Finding as finding:
            findings.setdefault(re.sub(r'\d+', '#', str(finding))[:80], []).append((count, str(finding), data))
        except OSError as error:
            findings.setdefault(str(error), []).append((count, str(error), data))
    for kept in findings.values():
        number, finding, data = kept[0]
        print(f'--- {len(kept)} times, first as case {number}\n{finding}\n{data[:1500]!r}\n')
    print(f'{count} connections: ' + ', '.join(f'{n} × {status}' for status, n in sorted(
        tally.items(), key=lambda item: str(item[0]))) + f'; {sum(map(len, findings.values()))} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
