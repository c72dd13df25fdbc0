//! A file in pieces that are each encrypted and authenticated, in their order, with the header.
//!
//! STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) over XChaCha20-Poly1305: pieces cannot be changed,
//! left out, moved or cut off. The nonce is fresh for every file; the header is authenticated with each piece.

use std::io::{self, Read, Write};

use chacha20poly1305::aead::stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::{KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305};

/// Bytes of a nonce, as STREAM leaves them free.
pub(super) const NONCE: usize = 19;
/// Bytes of a piece before it is sealed.
const PIECE: usize = 64 * 1024;
/// What sealing adds to a piece.
const TAG: usize = 16;

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a piece is damaged")
}

/// Seals what is written to it.
pub(super) struct Sealer<W> {
    out: W,
    seal: EncryptorBE32<XChaCha20Poly1305>,
    header: Vec<u8>,
    piece: Vec<u8>,
}

impl<W: Write> Sealer<W> {
    pub(super) fn new(out: W, key: &[u8; 32], nonce: &[u8; NONCE], header: Vec<u8>) -> Self {
        let cipher = XChaCha20Poly1305::new(Key::from_slice(key));
        Self {
            out,
            seal: EncryptorBE32::from_aead(cipher, nonce.as_slice().into()),
            header,
            piece: Vec::with_capacity(PIECE),
        }
    }

    /// Seals the last piece; without it the file cannot be opened.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let last = Payload {
            msg: &self.piece,
            aad: &self.header,
        };
        let sealed = self.seal.encrypt_last(last).map_err(|_| broken())?;
        self.out.write_all(&sealed)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.len() == PIECE {
            let full = Payload {
                msg: &self.piece,
                aad: &self.header,
            };
            let sealed = self.seal.encrypt_next(full).map_err(|_| broken())?;
            self.out.write_all(&sealed)?;
            self.piece.clear();
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Opens what [`Sealer`] wrote.
pub(super) struct Opener<R> {
    from: R,
    open: Option<DecryptorBE32<XChaCha20Poly1305>>,
    header: Vec<u8>,
    /// The next sealed piece; a shorter one, or none after it, is the last.
    next: Vec<u8>,
    piece: Vec<u8>,
    read: usize,
}

impl<R: Read> Opener<R> {
    pub(super) fn new(
        mut from: R,
        key: &[u8; 32],
        nonce: &[u8; NONCE],
        header: Vec<u8>,
    ) -> io::Result<Self> {
        let cipher = XChaCha20Poly1305::new(Key::from_slice(key));
        let next = sealed_piece(&mut from)?;
        Ok(Self {
            from,
            open: Some(DecryptorBE32::from_aead(cipher, nonce.as_slice().into())),
            header,
            next,
            piece: Vec::new(),
            read: 0,
        })
    }

    /// Opens the next piece; `false` after the last.
    fn advance(&mut self) -> io::Result<bool> {
        let Some(mut open) = self.open.take() else {
            return Ok(false);
        };
        let following = sealed_piece(&mut self.from)?;
        let sealed = std::mem::replace(&mut self.next, following);
        let payload = Payload {
            msg: &sealed,
            aad: &self.header,
        };
        self.read = 0;
        if self.next.is_empty() {
            self.piece = open.decrypt_last(payload).map_err(|_| broken())?;
        } else {
            self.piece = open.decrypt_next(payload).map_err(|_| broken())?;
            self.open = Some(open);
        }
        Ok(true)
    }
}

fn sealed_piece(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(PIECE + TAG);
    from.take((PIECE + TAG) as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() {
            if !self.advance()? {
                return Ok(0);
            }
        }
        let rest = &self.piece[self.read..];
        let taken = rest.len().min(into.len());
        into[..taken].copy_from_slice(&rest[..taken]);
        self.read += taken;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests;
