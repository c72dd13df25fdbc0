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
    Persons,
    Grants,
    Sessions,
    SignInLinks,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Addresses,
        Self::Ballots,
        Self::Drafts,
        Self::Responses,
        Self::Persons,
        Self::Grants,
        Self::Sessions,
        Self::SignInLinks,
    ];

    /// What the program keeps of a wave.
    pub(super) const ANSWERING: [Self; 4] = [
        Self::Addresses,
        Self::Ballots,
        Self::Drafts,
        Self::Responses,
    ];

    /// What the program keeps of the accounts of persons.
    pub(super) const ACCOUNTS: [Self; 4] = [
        Self::Persons,
        Self::Grants,
        Self::Sessions,
        Self::SignInLinks,
    ];

    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Addresses => "mail_addresses",
            Self::Ballots => "ballots",
            Self::Drafts => "drafts",
            Self::Responses => "responses",
            Self::Persons => "persons",
            Self::Grants => "grants",
            Self::Sessions => "sessions",
            Self::SignInLinks => "sign_in_links",
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Addresses | Self::Persons | Self::Grants => "id",
            Self::Ballots | Self::SignInLinks => "token_hash",
            Self::Sessions => "id_hash",
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
    pub persons: Vec<Row>,
    pub grants: Vec<Row>,
    pub sessions: Vec<Row>,
    pub sign_in_links: Vec<Row>,
}

impl Disk {
    /// The rows of a table about accounts.
    pub(super) fn account(&self, kind: Kind) -> &[Row] {
        match kind {
            Kind::Persons => &self.persons,
            Kind::Grants => &self.grants,
            Kind::Sessions => &self.sessions,
            Kind::SignInLinks => &self.sign_in_links,
            Kind::Addresses | Kind::Ballots | Kind::Drafts | Kind::Responses => &[],
        }
    }

    pub(super) fn table(&mut self, kind: Kind) -> &mut Vec<Row> {
        match kind {
            Kind::Addresses => &mut self.addresses,
            Kind::Ballots => &mut self.ballots,
            Kind::Drafts => &mut self.drafts,
            Kind::Responses => &mut self.responses,
            Kind::Persons => &mut self.persons,
            Kind::Grants => &mut self.grants,
            Kind::Sessions => &mut self.sessions,
            Kind::SignInLinks => &mut self.sign_in_links,
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
    /// The ids of their accounts, in words, by the number of the person.
    pub accounts: Vec<String>,
    /// The backups that the program made on the last evening and after closing, opened with their key. They are the
    /// same from either database; only worlds in files of their own have them.
    pub evening_backup: Disk,
    pub closed_backup: Disk,
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

    /// Whose account a row is of.
    pub(super) fn holder(&self, disk: &Disk, row: &Row) -> usize {
        let is_theirs = |person: &&Row| person.key == row.key || row.cells.contains(&person.key);
        self.person(disk.persons.iter().find(is_theirs).unwrap())
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
