//! Files that people write: what is wrong with one, and on which line.

use std::fmt;

/// One problem of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileProblem<K> {
    /// Line of the file, counted from 1, when known.
    pub line: Option<usize>,
    /// Code of the item, or name of the part of the file.
    pub item: Option<String>,
    pub kind: K,
}

/// All problems of a file, in the order in which they were found.
#[derive(Clone, Debug, PartialEq)]
pub struct FileProblems<K>(Vec<FileProblem<K>>);

impl<K> Default for FileProblems<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K> FileProblems<K> {
    pub(crate) fn one(line: Option<usize>, kind: K) -> Self {
        Self(vec![FileProblem {
            line,
            item: None,
            kind,
        }])
    }

    pub(crate) fn add(&mut self, line: Option<usize>, item: &str, kind: K) {
        let item = Some(item.to_owned());
        self.0.push(FileProblem { line, item, kind });
    }

    /// The problems, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, FileProblem<K>> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, K> IntoIterator for &'a FileProblems<K> {
    type Item = &'a FileProblem<K>;
    type IntoIter = std::slice::Iter<'a, FileProblem<K>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: fmt::Display> fmt::Display for FileProblem<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}: ")?;
        }
        if let Some(item) = &self.item {
            write!(f, "{item}: ")?;
        }
        self.kind.fmt(f)
    }
}

impl<K: fmt::Display> fmt::Display for FileProblems<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}line {problem}")?;
        }
        Ok(())
    }
}

impl<K: fmt::Debug + fmt::Display> std::error::Error for FileProblems<K> {}

/// The line on which a byte of a text stands, counted from 1.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

/// The text of a file, or the line on which it stops being UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        line_at(&before, before.len())
    })
}
