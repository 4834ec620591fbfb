"""gigatoken's speed with a fresh cache for each 4 KiB, where suite/gigatoken_cold.py cannot build what measures it.

Its published cold and pass rates for Kimi on one host (actual-computer/toks, docs/bench/e2e.md at 245cc5c, Zen 5,
4 KiB, one thread) give a ratio for each kind of text, by which our measurement of its `pass` is multiplied.
"""
COLD_TO_PASS = {"English": 157.2 / 329.4, "code": 186.4 / 350.5, "many languages": 56.8 / 115.4, "Han": 38.0 / 50.7}
KIND = {"prose": "English", "enwik": "English", "code": "code", "multi": "many languages", "zh": "Han",
        "ja_ko": "many languages"}


def cold_rate(input, pass_rate):
    """None for a text of which we do not know what kind it is."""
    kind = KIND.get(input)
    return None if kind is None else pass_rate * COLD_TO_PASS[kind]
