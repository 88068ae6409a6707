"""Answers to a page's address, hostile or merely odd, each with the one outcome it comes to."""

from __future__ import annotations

import gzip
import zlib

from indexer.crawl.outcome import Outcome as O
from tests.crawl.hostile import HANG, RESET, STAY, Forever, Script, Slowly, answer

LARGEST = 100_000
TIMEOUT = 0.4
PAGE = b"<!DOCTYPE html><title>x</title><p>" + "Тук има новина. ".encode() * 40
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = gzip.compress(PAGE)
LARGE = b"<p>" + b"x" * LARGEST
DROPS = zlib.compressobj(wbits=-15)
RAW_DEFLATE = DROPS.compress(PAGE) + DROPS.flush()


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return CHUNKED + b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + end


def zipped(body: bytes, coding: str = "gzip") -> bytes:
    return answer(body, f"Content-Encoding: {coding}")


def status(said: str, *headers: str, body: bytes = b"x") -> Script:
    return (answer(body, *headers, status=said),)


def to(where: str, said: str = "302 Found") -> Script:
    return (answer(b"", f"Location: {where}", status=said),)


def raw(*headers: bytes) -> Script:
    length = b"Content-Length: %d\r\n\r\n" % len(PAGE)
    return (HEAD + b"".join(one + b"\r\n" for one in headers) + length + PAGE,)


Case = tuple[O, Script]

SIZES: dict[str, Case] = {
    "length over the limit": (O.TOO_LARGE, (answer(LARGE),)),
    "length over the limit, never sent": (
        O.TOO_LARGE, (HEAD + b"Content-Length: 999999999\r\n\r\n", HANG)),
    "chunks over the limit": (O.TOO_LARGE, (chunked(LARGE),)),
    "small chunks over the limit": (O.TOO_LARGE, (chunked(*[b"x" * 1000] * 101),)),
    "chunks for ever": (O.TOO_LARGE, (CHUNKED, Forever(b"400\r\n" + b"x" * 1024 + b"\r\n"))),
    "no length, for ever": (O.TOO_LARGE, (HEAD + b"\r\n", Forever(b"x" * 4096))),
    "gzip bomb": (O.TOO_LARGE, (zipped(gzip.compress(b"x" * 30_000_000)),)),
    "gzip bomb of many members": (O.TOO_LARGE, (zipped(gzip.compress(b"x" * 9_000) * 100),)),
    "gzip bomb in chunks": (O.TOO_LARGE, (
        HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n" % len(gzip.compress(b"x" * 9**7)) + gzip.compress(b"x" * 9**7)
        + b"\r\n0\r\n\r\n",)),
    "gzip twice": (O.NEW, (zipped(gzip.compress(GZIPPED), "gzip, gzip"),)),
    "gzip twice, said once": (O.NOT_HTML, (zipped(gzip.compress(GZIPPED)),)),
    "gzip twice, a bomb": (O.TOO_LARGE, (
        zipped(gzip.compress(gzip.compress(b"x" * 30_000_000)), "gzip, gzip"),)),
    "four codings": (O.BROKEN, (zipped(GZIPPED, "gzip, gzip, gzip, gzip"),)),
    "deflate": (O.NEW, (zipped(zlib.compress(PAGE), "deflate"),)),
    "deflate without its head": (O.NEW, (zipped(RAW_DEFLATE, "deflate"),)),
    "deflate bomb": (O.TOO_LARGE, (zipped(zlib.compress(b"x" * 30_000_000), "deflate"),)),
    "deflate that ends early": (O.BROKEN, (zipped(zlib.compress(PAGE)[:-6], "deflate"),)),
    "brotli unasked": (O.BROKEN, (zipped(b"\x8b\x01\x80<p>x\x03", "br"),)),
    "zstd unasked": (O.BROKEN, (zipped(b"\x28\xb5\x2f\xfd\x04\x00", "zstd"),)),
    "a coding that is none": (O.NEW, (zipped(PAGE, "utf-8"),)),
    "identity": (O.NEW, (zipped(PAGE, "identity"),)),
    "an empty coding": (O.NEW, (zipped(PAGE, ""),)),
    "x-gzip in capitals": (O.NEW, (zipped(GZIPPED, "X-GZIP"),)),
    "gzip as a transfer coding": (O.BROKEN, (
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n%x\r\n" % len(GZIPPED)
        + GZIPPED + b"\r\n0\r\n\r\n",)),
    "gzip said, not sent": (O.BROKEN, (zipped(PAGE),)),
    "gzip said, nothing sent": (O.EMPTY, (zipped(b""),)),
}  # fmt: skip
GZIPS: dict[str, Case] = {
    **{f"gzip that ends after {n} of {len(GZIPPED)} bytes": (O.BROKEN, (zipped(GZIPPED[:n]),))
       for n in (1, 5, 10, 15, len(GZIPPED) // 2, len(GZIPPED) - 9, len(GZIPPED) - 8,
                 len(GZIPPED) - 4, len(GZIPPED) - 1)},
    "gzip with garbage behind": (O.NEW, (zipped(GZIPPED + b"garbage"),)),
    "gzip with noughts behind": (O.NEW, (zipped(GZIPPED + b"\0" * 512),)),
    "gzip of two members": (O.NEW, (zipped(gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:])),)),
    "gzip whose second member ends early": (O.BROKEN, (zipped(GZIPPED + GZIPPED[:-5]),)),
    "gzip of 4,000 empty members": (O.BROKEN, (zipped(gzip.compress(b"") * 4_000),)),
    "gzip with a wrong sum": (O.BROKEN, (zipped(GZIPPED[:-8] + b"\0\0\0\0" + GZIPPED[-4:]),)),
    "gzip with a wrong length": (O.BROKEN, (zipped(GZIPPED[:-4] + b"\1\1\1\1"),)),
    "gzip with a flipped byte": (O.BROKEN, (zipped(GZIPPED[:20] + b"\xff\xff" + GZIPPED[22:]),)),
    "gzip with a wrong method": (O.BROKEN, (zipped(GZIPPED[:2] + b"\7" + GZIPPED[3:]),)),
}  # fmt: skip
SLOW: dict[str, Case] = {
    "silence": (O.TIMEOUT, (HANG,)),
    "silence after the status": (O.TIMEOUT, (b"HTTP/1.1 200 OK\r\n", HANG)),
    "silence after the headers": (O.TIMEOUT, (HEAD + b"Content-Length: 9\r\n\r\n", HANG)),
    "silence within the body": (O.TIMEOUT, (HEAD + b"Content-Length: 9\r\n\r\n<p>", HANG)),
    "silence within a chunk": (O.TIMEOUT, (CHUNKED + b"9\r\n<p>", HANG)),
    "silence before the last chunk": (O.TIMEOUT, (chunked(PAGE, end=b""), HANG)),
    "silence without a length": (O.TIMEOUT, (HEAD + b"\r\n" + PAGE, HANG)),
    "slow status": (O.TIMEOUT, (Slowly(b"HTTP/1.1 200 " + b"O" * 200),)),
    "slow headers": (O.TIMEOUT, (HEAD, Slowly(b"X-A: " + b"a" * 200))),
    "slow body": (O.TIMEOUT, (HEAD + b"Content-Length: 200\r\n\r\n", Slowly(b"x" * 200))),
    "slow body without a length": (O.TIMEOUT, (HEAD + b"\r\n", Slowly(b"x" * 200))),
    "slow chunks": (O.TIMEOUT, (CHUNKED, Slowly(b"1\r\nx\r\n" * 50))),
    "slow size of a chunk": (O.TIMEOUT, (CHUNKED, Slowly(b"0" * 200))),
    "slow trailers": (O.TIMEOUT, (chunked(PAGE, end=b"0\r\n"), Slowly(b"X: y\r\n" * 40))),
    "slow gzip": (O.TIMEOUT, (
        HEAD + b"Content-Encoding: gzip\r\n\r\n", Slowly(GZIPPED), HANG)),
    "slow early hints": (O.TIMEOUT, (Slowly(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 9),)),
    "a pause that is borne": (O.NEW, (HEAD, 0.1, b"Content-Length: 4\r\n\r\n<p>", 0.1, b"x")),
}  # fmt: skip
CUTS: dict[str, Case] = {
    "nothing": (O.UNREACHABLE, (b"",)),
    "a reset at once": (O.UNREACHABLE, (RESET,)),
    "a reset within the status": (O.BROKEN, (b"HTTP/1.1 2", 0.05, RESET)),
    "a reset within the headers": (O.BROKEN, (HEAD, 0.05, RESET)),
    "a reset after the headers": (O.BROKEN, (HEAD + b"Content-Length: 9\r\n\r\n", 0.05, RESET)),
    "a reset within the body": (O.BROKEN, (HEAD + b"Content-Length: 9\r\n\r\nx", 0.05, RESET)),
    "a reset without a length": (O.BROKEN, (HEAD + b"\r\n<p>", 0.05, RESET)),
    "a reset within a chunk": (O.BROKEN, (CHUNKED + b"9\r\n<p>", 0.05, RESET)),
    "the end within the status": (O.BROKEN, (b"HTTP/1.1 200",)),
    "the end within the headers": (O.BROKEN, (HEAD + b"X-A: a",)),
    "the end before the body": (O.BROKEN, (HEAD + b"Content-Length: 9\r\n\r\n",)),
    "a length that is too long": (O.BROKEN, (answer(PAGE, "Content-Length: 9000"),)),
    "a length that is too short": (O.NEW, (answer(PAGE, f"Content-Length: {len(PAGE) - 4}"),)),
    "a length of nought": (O.EMPTY, (answer(PAGE, "Content-Length: 0"),)),
    "two lengths": (O.BROKEN, raw(b"Content-Length: 5")),
    "two lengths alike": (O.NEW, raw(b"Content-Length: %d" % len(PAGE))),
    "two lengths in one": (O.BROKEN, (answer(PAGE, "Content-Length: 5, 6"),)),
    "a negative length": (O.BROKEN, (answer(PAGE, "Content-Length: -1"),)),
    "a length of 5,000 digits": (O.BROKEN, (answer(PAGE, "Content-Length: " + "9" * 5000),)),
    "a length of 20 digits": (O.TOO_LARGE, (answer(PAGE, "Content-Length: " + "9" * 20),)),
    "a length that is no number": (O.BROKEN, (answer(PAGE, "Content-Length: 1e3"),)),
    "a length with a plus": (O.BROKEN, (answer(PAGE, "Content-Length: +5"),)),
    "an empty length": (O.BROKEN, (answer(PAGE, "Content-Length: "),)),
    "a length in Arabic digits": (O.BROKEN, raw("Content-Length: ٣".encode())),
    "chunks and a length": (O.NEW, (
        HEAD + b"Content-Length: 3\r\n" + chunked(PAGE).removeprefix(HEAD),)),
    "chunks": (O.NEW, (chunked(PAGE[:9], PAGE[9:]),)),
    "chunks with extensions": (O.NEW, (CHUNKED + b'3;a="b";c\r\n<p>\r\n0;x\r\n\r\n',)),
    "chunks with trailers": (O.NEW, (chunked(PAGE, end=b"0\r\nX-Sum: 1\r\nX: 2\r\n\r\n"),)),
    "chunks with lone line feeds": (O.BROKEN, (CHUNKED + b"3\n<p>\n0\n\n",)),
    "chunks said twice": (O.NEW, (
        HEAD + b"transfer-encoding:chunked\r\n" + chunked(PAGE).removeprefix(HEAD),)),
    "chunks said twice, not alike": (O.BROKEN, (
        HEAD + b"Transfer-Encoding: gzip\r\n" + chunked(PAGE).removeprefix(HEAD),)),
    "chunks and two lengths": (O.BROKEN, (
        HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n" + chunked(PAGE).removeprefix(HEAD),)),
    "chunks of a byte": (O.NEW, (chunked(*[b"x"] * 9_000),)),
    "chunks with a trailer that is none": (O.BROKEN, (chunked(PAGE, end=b"0\r\nnone\r\n\r\n"),)),
    "chunks with a trailer of white space": (O.BROKEN, (
        chunked(PAGE, end=b"0\r\nX:" + b" " * 200_000 + b"\0\r\n\r\n"),)),
    "chunks with less white space": (O.BROKEN, (
        chunked(PAGE, end=b"0\r\nX:" + b" " * 8_000 + b"\0\r\n\r\n"),)),
    "a chunk with white space": (O.BROKEN, (CHUNKED + b"3;" + b" " * 200_000 + b"\n\r\n<p>",)),
    "a chunk without a size": (O.BROKEN, (CHUNKED + b"zz\r\n<p>",)),
    "a chunk of negative size": (O.BROKEN, (CHUNKED + b"-1\r\n<p>\r\n0\r\n\r\n",)),
    "a chunk of size 1_0": (O.BROKEN, (CHUNKED + b"1_0\r\n" + b"x" * 16 + b"\r\n0\r\n\r\n",)),
    "a chunk of huge size": (O.BROKEN, (CHUNKED + b"FFFFFFFFFFFFFFFF\r\n<p>",)),
    "a chunk of huge size, for ever": (O.TOO_LARGE, (
        CHUNKED + b"FFFFFFFFFFFFFFFF\r\n", Forever(b"x" * 4096))),
    "a chunk size of 400 digits": (O.BROKEN, (CHUNKED + b"F" * 400 + b"\r\n<p>",)),
    "a chunk size for ever": (O.BROKEN, (CHUNKED, Forever(b"0" * 4096))),
    "a chunk extension for ever": (O.BROKEN, (CHUNKED + b"3;", Forever(b"a" * 4096))),
    "trailers for ever": (O.BROKEN, (chunked(PAGE, end=b"0\r\n"), Forever(b"X: y\r\n" * 500))),
    "a chunk longer than it says": (O.BROKEN, (CHUNKED + b"3\r\n<p>xx\r\n0\r\n\r\n",)),
    "the end instead of the last chunk": (O.BROKEN, (chunked(PAGE, end=b""),)),
    "the end within the last chunk": (O.BROKEN, (chunked(PAGE, end=b"0\r\n"),)),
    "an unknown transfer coding": (O.BROKEN, (HEAD + b"Transfer-Encoding: x\r\n\r\n" + PAGE,)),
}  # fmt: skip
STATUSES: dict[str, Case] = {
    "HTTP/0.9": (O.BROKEN, (PAGE,)),
    "HTTP/2.0": (O.BROKEN, (b"HTTP/2.0 200 OK\r\n\r\n" + PAGE,)),
    "HTTP/1.0": (O.NEW, (b"HTTP/1.0 200 OK\r\n\r\n" + PAGE,)),
    "HTTP/1.0 that would last": (O.NEW, (
        answer(PAGE, "Connection: keep-alive").replace(b"1.1", b"1.0", 1), STAY)),
    "HTTP/1.10": (O.BROKEN, (answer(PAGE).replace(b"1.1", b"1.10", 1),)),
    "ICY": (O.BROKEN, (b"ICY 200 OK\r\n\r\n" + PAGE,)),
    "another protocol": (O.BROKEN, (b"SSH-2.0-OpenSSH\r\n",)),
    "TLS": (O.BROKEN, (b"\x15\x03\x01\x00\x02\x02\x46\n",)),
    "status 99": (O.BROKEN, status("99 Low")),
    "status 1000": (O.BROKEN, status("1000 High")),
    "status abc": (O.BROKEN, status("abc")),
    "status 000": (O.BROKEN, status("000 Nought")),
    "no status": (O.BROKEN, (b"HTTP/1.1\r\n\r\n" + PAGE,)),
    "an empty line first": (O.BROKEN, (b"\r\n" + answer(PAGE),)),
    "a status without a reason": (O.NEW, (answer(PAGE, status="200"),)),
    "a reason of bytes": (O.NEW, (answer(PAGE, status="200 \xff\xfe\x01"),)),
    "a reason with NUL": (O.NEW, (answer(PAGE, status="200 O\0\rK"),)),
    "two spaces before the status": (O.BROKEN, (answer(PAGE, status=" 200 OK"),)),
    "a status line of white space": (O.NEW, (answer(PAGE, status="200 " + " " * 120_000 + "\0"),)),
    "a status line of 300 KB": (O.BROKEN, (b"HTTP/1.1 200 " + b"x" * 300_000,)),
    "lone line feeds": (O.NEW, (answer(PAGE).replace(b"\r\n", b"\n"),)),
    "100 before it": (O.NEW, (b"HTTP/1.1 100 Continue\r\n\r\n" + answer(PAGE),)),
    "102 before it": (O.NEW, (b"HTTP/1.1 102 Processing\r\n\r\n", 0.05, answer(PAGE))),
    "early hints": (O.NEW, (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + answer(PAGE),)),
    "early hints ten times": (O.NEW, (b"HTTP/1.1 103 E\r\n\r\n" * 10 + answer(PAGE),)),
    "early hints for ever": (O.BROKEN, (Forever(b"HTTP/1.1 103 Early Hints\r\n\r\n"),)),
    "early hints and nothing more": (O.BROKEN, (b"HTTP/1.1 103 Early Hints\r\n\r\n",)),
    "another protocol is switched to": (O.BROKEN, status("101 Switching Protocols")),
    "201": (O.CLIENT_ERROR, status("201 Created")),
    "203": (O.CLIENT_ERROR, status("203 Non-Authoritative")),
    "204": (O.CLIENT_ERROR, (b"HTTP/1.1 204 No Content\r\n\r\n", STAY)),
    "205": (O.CLIENT_ERROR, status("205 Reset Content")),
    "206 unasked": (O.CLIENT_ERROR, status("206 Partial", "Content-Range: bytes 0-0/9")),
    "226": (O.CLIENT_ERROR, status("226 IM Used")),
    "300": (O.CLIENT_ERROR, status("300 Multiple Choices", body=PAGE)),
    "304 to a first question": (O.CLIENT_ERROR, (b"HTTP/1.1 304 Not Modified\r\n\r\n", STAY)),
    "304 with a body": (O.CLIENT_ERROR, status("304 Not Modified", body=PAGE)),
    "305": (O.CLIENT_ERROR, status("305 Use Proxy", "Location: http://10.0.0.1/")),
    **{str(one): (O.CLIENT_ERROR, status(f"{one} No"))
       for one in (400, 401, 402, 403, 418, 421, 425, 451, 499)},
    "404": (O.GONE, status("404 Not Found")),
    "410 in chunks that break": (O.BROKEN, (
        b"HTTP/1.1 410 Gone\r\nTransfer-Encoding: chunked\r\n\r\nzz",)),
    **{str(one): (O.SERVER_ERROR, status(f"{one} No")) for one in (500, 520, 599, 600, 999)},
    **{f"429 with Retry-After {asks[:12]!r}": (O.BUSY, status("429 Slow", f"Retry-After: {asks}"))
       for asks in ("9" * 400, "-1", "NaN", "1e309", "0", "soon", "", "3600",
                    "Fri, 31 Dec 9999 23:59:59 GMT",
                    "Sat, 01 Jan 0000 00:00:00 GMT", "Mon, 32 Foo 2025 99:99:99 GMT")},
    "429 without Retry-After": (O.BUSY, status("429 Slow")),
    "503 for a day": (O.BUSY, status("503 Away", "Retry-After: 86400")),
}  # fmt: skip
HEADERS: dict[str, Case] = {
    "200 headers": (O.NEW, raw(*[b"X-%d: y" % n for n in range(200)])),
    "20,000 headers": (O.BROKEN, raw(*[b"X-%d: yyyyyyyy" % n for n in range(20_000)])),
    "a header of 100 KB": (O.NEW, raw(b"X-A: " + b"a" * 100_000)),
    "a header of 200 KB": (O.BROKEN, raw(b"X-A: " + b"a" * 200_000)),
    "a header of white space": (O.NEW, raw(b"X-A:" + b" " * 120_000 + b"\0")),
    "a name of white space": (O.NEW, raw(b"X-A" + b" " * 120_000)),
    "headers for ever": (O.BROKEN, (HEAD, Forever(b"X-A: aaaaaaaaaaaaaaaa\r\n" * 50))),
    "a header for ever": (O.BROKEN, (HEAD + b"X-A: ", Forever(b"a" * 4096))),
    "a header without colon": (O.NEW, raw(b"nothing at all")),
    "a header with NUL": (O.NEW, raw(b"X-A: a\0b", b"X\0B: c")),
    "a header of raw UTF-8": (O.NEW, raw("X-Title: Новина".encode())),
    "a header of raw windows-1251": (O.NEW, raw("X-Title: Новина".encode("cp1251"))),
    "a name of raw UTF-8": (O.NEW, raw("Заглавие: x".encode())),
    "folded lines": (O.NEW, raw(b"X-A: a\r\n b\r\n\tc")),
    "80,000 folded lines": (O.NEW, raw(b"X-A: a\r\n" + b" b\n" * 80_000)),
    "folded lines of white space": (O.NEW, raw(*[b"X-A:", *[b" " * 9_000] * 20, b" \0"])),
    "a folded line at first": (O.NEW, (b"HTTP/1.1 200 OK\r\n folded\r\n\r\n" + PAGE,)),
    "lone carriage returns": (O.NEW, raw(b"X-A: a\rContent-Length: 3")),
    "several cookies and links": (O.NEW, raw(b"Set-Cookie: a=1", b"Link: <x>", b"Set-Cookie: b=2")),
    "an empty name": (O.NEW, raw(b": x")),
    "an empty value": (O.NEW, raw(b"X-A:")),
    "a space before the colon": (O.NEW, raw(b"X-A : x")),
    **{f"type {kind[:24]!r}": (O.NEW, (answer(PAGE, kind=kind),))
       for kind in ("", "TEXT/HTML ;charset=UTF-8", "text/html;charset=nonsense", "text/html;;;=",
                    "text/html; charset=utf-8; charset=cp1251", "text/html; charset=" + "x" * 9999,
                    "application/xhtml+xml", "text/html; charset=unicode_escape", "text/plain",
                    "text/html; charset=\xff", "text/html; charset=idna")},
    **{f"type {kind!r}": (O.NOT_HTML, (answer(PAGE, kind=kind),))
       for kind in ("application/pdf", "text", "/", "text/html,application/json", "image/png")},
    "types twice": (O.NOT_HTML, raw(b"Content-Type: image/png")),
    "an ETag of odd bytes": (O.NEW, raw(b'ETag: W/"\xff\x01\xd0"', b"Last-Modified: yesterday")),
}  # fmt: skip
REDIRECTS: dict[str, Case] = {
    "to nowhere": (O.CLIENT_ERROR, to("")),
    "to itself": (O.TOO_MANY_REDIRECTS, to("?")),
    "without a place": (O.CLIENT_ERROR, status("301 Moved")),
    **{f"to {where[:30]}": (O.REDIRECT, to(where))
       for where in ("http://169.254.169.254/latest/", "http://[::1]/", "http://2130706433/",
                     "http://0x7f000001/", "http://127.0.0.1:1/", "http://[::ffff:10.0.0.1]/",
                     "http://[64:ff9b::7f00:1]/", "//elsewhere.example/x",
                     "\\\\elsewhere.example\\x", "/\\elsewhere.example/", "http://a.example/%zz%",
                     "http://user:word@elsewhere.example/", "http://\xd0\xb1\xd0\xb3.example/")},
    **{f"to {where[:30]}": (O.CLIENT_ERROR, to(where))
       for where in ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "https:x",
                     "ftp://elsewhere.example/", "http://", "http://[x/", "http://a:99999/",
                     "/" + "x" * 10_000, "http://xn--\xff.example/", "http://a b/", "gopher:x")},
    "to two places": (O.REDIRECT, (answer(b"", "Location: http://a.example/",
                                          "Location: http://b.example/", status="301 M"),)),
    "with a body that never ends": (O.TOO_LARGE, (
        b"HTTP/1.1 302 F\r\nLocation: http://a.example/\r\n\r\n", Forever(b"x" * 4096))),
}  # fmt: skip
BODIES: dict[str, Case] = {
    "empty": (O.EMPTY, (answer(b""),)),
    "white space": (O.EMPTY, (answer(b" \r\n\t" * 99),)),
    "one byte": (O.NEW, (answer(b"x"),)),
    "only NUL": (O.NOT_HTML, (answer(b"\0" * 999),)),
    "NUL between": (O.NEW, (answer(PAGE + b"\0" + PAGE),)),
    "a PDF as HTML": (O.NOT_HTML, (answer(b"%PDF-1.7\n" + bytes(range(256)) * 9),)),
    "a picture as HTML": (O.NOT_HTML, (answer(b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + b"\0" * 99),)),
    "nested 20,000 deep": (O.NEW, (answer(b"<div>" * 19_000),)),
    "one line of brackets": (O.NEW, (answer(b"<" * 90_000),)),
    "attributes without end": (O.NEW, (answer(b"<p " + b'a="' * 30_000),)),
    "UTF-16": (O.NEW, (answer(PAGE.decode().encode("utf-16")),)),
    "UTF-7": (O.NEW, (answer(b"+ADw-p+AD4-x", kind="text/html; charset=utf-7"),)),
    "broken UTF-8": (O.NEW, (answer(b"<p>\xd0\xd0\xff\xfe" * 99),)),
    "JSON as HTML": (O.NEW, (answer(b'{"a": 1}'),)),
}  # fmt: skip

PAGES: dict[str, Case] = {
    **SIZES, **GZIPS, **SLOW, **CUTS, **STATUSES, **HEADERS, **REDIRECTS, **BODIES,
}  # fmt: skip
