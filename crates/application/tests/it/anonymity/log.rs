//! Everything that the program and its libraries log, down to the finest level.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, Once};

use tracing_subscriber::EnvFilter;

static WRITTEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Keep;

impl Write for Keep {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        written().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps what is logged from now on, in the whole process.
///
/// Finer than that the library of the database only tells where it is, at the cost of half the time.
pub(super) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new("trace,sea_orm=debug"))
            .with_ansi(false)
            .with_writer(|| Keep)
            .init();
    });
}

/// How much was logged so far.
pub(super) fn length() -> usize {
    written().len()
}

/// What was logged after that.
pub(super) fn since(length: usize) -> String {
    String::from_utf8(written()[length..].to_vec()).unwrap()
}

fn written() -> MutexGuard<'static, Vec<u8>> {
    WRITTEN.lock().unwrap()
}
