//! What the attacker gets: every row with where it lies and which transaction wrote it, the raw bytes
//! of the files, the log, and the order in which the mails left.

/// A row as it lies on disk.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub key: Vec<u8>,
    /// The other columns.
    pub cells: Vec<Vec<u8>>,
    /// Where it lies: page and offset, or ctid.
    pub place: u64,
    /// The transaction that wrote it as it is: by the write-ahead log, or xmin.
    pub written: u64,
    /// The transaction that locked it or deletes it: xmax. SQLite has none.
    pub locked: u64,
}

impl Row {
    /// The answer by which the attacker tells responses apart.
    pub(super) fn content(&self) -> Option<&[u8]> {
        let open = self.cells.iter().find(|cell| cell.starts_with(REMARK));
        open.map(Vec::as_slice)
    }
}

/// How the open answers of the world begin on disk.
pub(super) const REMARK: &[u8] = b"{\"remark\":\"";

/// A table that is of use to an attacker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Addresses,
    Ballots,
    Drafts,
    Responses,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [
        Self::Addresses,
        Self::Ballots,
        Self::Drafts,
        Self::Responses,
    ];

    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Addresses => "mail_addresses",
            Self::Ballots => "ballots",
            Self::Drafts => "drafts",
            Self::Responses => "responses",
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Addresses => "id",
            Self::Ballots => "token_hash",
            Self::Drafts | Self::Responses => "key",
        }
    }
}

/// Everything on disk at one moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Disk {
    pub addresses: Vec<Row>,
    pub ballots: Vec<Row>,
    pub drafts: Vec<Row>,
    pub responses: Vec<Row>,
}

impl Disk {
    pub(super) fn table(&mut self, kind: Kind) -> &mut Vec<Row> {
        match kind {
            Kind::Addresses => &mut self.addresses,
            Kind::Ballots => &mut self.ballots,
            Kind::Drafts => &mut self.drafts,
            Kind::Responses => &mut self.responses,
        }
    }
}

/// The moments at which a copy falls into the attacker's hands.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// When the mails had left and nobody had answered, two backups while people answered, and the
    /// last evening.
    pub open: Vec<Disk>,
    /// After closing.
    pub closed: Disk,
    /// All bytes of the files after closing, those of deleted rows included.
    pub closed_files: Vec<u8>,
    /// The addresses, by the number of the person.
    pub addresses: Vec<String>,
    /// The persons in the order in which their mail left.
    pub mailed: Vec<usize>,
    /// Everything that was logged, and the audit log.
    pub log: String,
}

impl Evidence {
    /// The disk on the last evening: everybody has answered.
    pub(super) fn evening(&self) -> &Disk {
        self.open.last().unwrap()
    }

    /// Whose address a row holds.
    pub(super) fn person(&self, row: &Row) -> usize {
        let is_address = |cell: &&Vec<u8>| cell.ends_with(b"@school.example");
        let cell = row.cells.iter().find(is_address).unwrap();
        let known = |address: &String| address.as_bytes() == cell.as_slice();
        self.addresses.iter().position(known).unwrap()
    }
}

/// What only the test knows, by the number of the person.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    pub tokens: Vec<String>,
    pub ballots: Vec<Vec<u8>>,
    pub drafts: Vec<Vec<u8>>,
    pub contents: Vec<Vec<u8>>,
    /// Persons in the order in which they came for the last time.
    pub came: Vec<usize>,
}
