//! Source Sans 3 (SIL Open Font License, see `fonts/OFL.txt`): the only font of documents and
//! pictures, so that no machine makes them look otherwise.

/// Regular, semibold, bold and italic.
pub(crate) const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../fonts/SourceSans3-Bold.ttf"),
    include_bytes!("../fonts/SourceSans3-It.ttf"),
];
