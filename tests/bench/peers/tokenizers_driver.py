"""Hugging Face's tokenizers: encode_batch_fast, which keeps no offsets. Its state is the cache of its BPE model."""
import sys
import time

import tokenizers

from serve import Tool, serve


class Tokenizers(Tool):
    def __init__(self, path):
        self.tokenizer = tokenizers.Tokenizer.from_file(path)

    def fresh(self):
        self.tokenizer.model._clear_cache()

    def encode_chunks(self, texts):
        return [e.ids for e in self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)]

    def encode_cold(self, texts):
        seconds = 0
        ids = []
        for text in texts:
            self.fresh()
            begun = time.perf_counter()
            encoded = self.tokenizer.encode_batch_fast([text], add_special_tokens=False)
            ids.append(encoded[0].ids)
            seconds += time.perf_counter() - begun
        return seconds, ids

    def encode_whole(self, text):
        return self.encode_chunks([text])[0]

    def decode(self, ids):
        return self.tokenizer.decode(ids, skip_special_tokens=False)


if __name__ == "__main__":
    serve(Tokenizers(sys.argv[1]))
