//! gigatoken with a state that has seen no text, for each piece of text: not to be had from Python.
//!
//!     gigatoken_cold MODEL
//!
//! Reads pieces from stdin, each after its size in bytes. Writes for each the nanoseconds that its
//! encoding took, the number of its ids, and the ids. Sizes, numbers and ids are 32-bit, the time is
//! 64-bit; all are little-endian.
//!
//! To make such a state sweeps over the processor's caches. So each piece is encoded twice, each
//! time with a new state, and the shorter time counts: once right away, and once when the state has
//! answered for the tokens in pieces before this one. All of them are in it from the beginning, but for
//! the rare ones of more than 15 bytes.
use std::collections::{HashSet, VecDeque};
use std::io::{ErrorKind, Read, Result, Write};
use std::path::Path;
use std::time::Instant;

use gigatoken_rs::Tokenizer;
use gigatoken_rs::load_tokenizer::tiktoken::load_tiktoken;
use gigatoken_rs::pretokenize::PretokenizerType;

const KEPT_PIECES: usize = 8;

fn main() -> Result<()> {
    let model = std::env::args_os().nth(1).expect("gigatoken_cold MODEL");
    let fresh = load_tiktoken(Path::new(&model), PretokenizerType::Kimi, Default::default())
        .expect("a vocabulary");
    let tokens: HashSet<Vec<u8>> = fresh.vocab_entries().map(|(_, bytes)| bytes.to_vec()).collect();
    let mut before: VecDeque<Vec<u8>> = VecDeque::new();
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    while let Some(piece) = read_piece(&mut input)? {
        let (at_once, _) = timed(&mut fresh.fork(), &piece);
        let mut state = fresh.fork();
        before.iter().for_each(|text| ask_for_tokens(&mut state, &tokens, text));
        let (afterwards, ids) = timed(&mut state, &piece);

        output.write_all(&at_once.min(afterwards).to_le_bytes())?;
        output.write_all(&(ids.len() as u32).to_le_bytes())?;
        ids.iter().try_for_each(|id| output.write_all(&id.to_le_bytes()))?;
        output.flush()?;
        before.push_back(piece);
        if before.len() > KEPT_PIECES {
            before.pop_front();
        }
    }
    Ok(())
}

/// None: there are no more.
fn read_piece(input: &mut impl Read) -> Result<Option<Vec<u8>>> {
    let mut size = [0; 4];
    match input.read_exact(&mut size) {
        Err(end) if end.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        done => done?,
    }
    let mut piece = vec![0; u32::from_le_bytes(size) as usize];
    input.read_exact(&mut piece)?;
    Ok(Some(piece))
}

fn timed(state: &mut Tokenizer, piece: &[u8]) -> (u64, Vec<u32>) {
    // Written to once, so that the time is without the system's for new memory.
    let mut ids = vec![1; 2 * piece.len() + 1024];
    ids.clear();
    let begun = Instant::now();
    state.encode_with_added_tokens_flat(piece, &mut ids);
    (begun.elapsed().as_nanos() as u64, ids)
}

fn ask_for_tokens(state: &mut Tokenizer, tokens: &HashSet<Vec<u8>>, text: &[u8]) {
    let mut ids = Vec::new();
    for piece in PretokenizerType::Kimi.pretokenize(text) {
        if tokens.contains(piece.0) {
            state.encode_with_added_tokens_flat(piece.0, &mut ids);
        }
    }
}
