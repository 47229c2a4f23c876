"""SM3, the Chinese digest (GB/T 32905-2016), in plain Python: OpenSSL builds without it are common."""

from __future__ import annotations

from operator import xor

_START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
_WORD = 0xFFFFFFFF
_BLOCK = 64
_ROUNDS = 64
_EARLY = 16  # the first rounds use other constants and functions


def sm3_hex(data: bytes) -> str:
    """The SM3 digest of `data` in lower-case hex. Slow (about 100 KB/s): meant for manifests, not for files."""
    padded = data + b"\x80" + bytes(-(len(data) + 9) % _BLOCK) + (8 * len(data)).to_bytes(8, "big")
    state: tuple[int, ...] = _START
    for offset in range(0, len(padded), _BLOCK):
        state = _compressed(state, padded[offset : offset + _BLOCK])
    return b"".join(word.to_bytes(4, "big") for word in state).hex()


def _compressed(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for j in range(_ROUNDS):
        early = j < _EARLY
        rotated = _left(a, 12)
        first = _left((rotated + e + _left(0x79CC4519 if early else 0x7A879D8A, j)) & _WORD, 7)
        second = first ^ rotated
        majority = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        choice = e ^ f ^ g if early else (e & f) | (~e & g)
        t1 = (majority + d + second + (words[j] ^ words[j + 4])) & _WORD
        t2 = (choice + h + first + words[j]) & _WORD
        a, b, c, d = t1, a, _left(b, 9), c
        e, f, g, h = _p0(t2), e, _left(f, 19), g
    return tuple(map(xor, state, (a, b, c, d, e, f, g, h)))


def _expanded(block: bytes) -> list[int]:
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, _BLOCK, 4)]
    for j in range(_EARLY, _ROUNDS + 4):
        w.append(_p1(w[j - 16] ^ w[j - 9] ^ _left(w[j - 3], 15)) ^ _left(w[j - 13], 7) ^ w[j - 6])
    return w


def _left(word: int, count: int) -> int:
    count %= 32
    return ((word << count) | (word >> (32 - count))) & _WORD


def _p0(word: int) -> int:
    return word ^ _left(word, 9) ^ _left(word, 17)


def _p1(word: int) -> int:
    return word ^ _left(word, 15) ^ _left(word, 23)
