//! Positions in a dictionary, as Parquet packs them: runs of one position, and runs of positions of
//! a few bits each.
//!
//! # Source
//! Apache Parquet, Encodings: "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".

/// Positions that stand together in a packed run.
const TOGETHER: usize = 8;
/// The widest position for which a table of pairs stays in the processor's first cache.
const WIDEST_PAIR: u8 = 6;
/// The widest position that one reading of eight bytes always holds.
const WIDEST: u8 = 32;

/// A run of `count` positions.
pub(super) enum Run<'a> {
    Equal {
        position: usize,
        count: usize,
    },
    Packed {
        bytes: &'a [u8],
        width: u8,
        count: usize,
    },
}

/// Hands out the runs of `count` positions; `None` where the bytes end early, or where `take` finds
/// a position outside its dictionary.
pub(super) fn runs<'a>(
    mut bytes: &'a [u8],
    width: u8,
    mut count: usize,
    mut take: impl FnMut(&Run<'a>) -> Option<()>,
) -> Option<()> {
    if width > WIDEST {
        return None;
    }
    while count > 0 {
        let header = number(&mut bytes)?;
        let announced = header >> 1;
        let run = if header & 1 == 1 {
            let length = announced.checked_mul(usize::from(width))?;
            let packed = bytes.split_off(..length)?;
            let count = count.min(announced.checked_mul(TOGETHER)?);
            Run::Packed {
                bytes: packed,
                width,
                count,
            }
        } else {
            let stored = bytes.split_off(..usize::from(width).div_ceil(8))?;
            let position = stored
                .iter()
                .rev()
                .fold(0, |position, byte| position << 8 | usize::from(*byte));
            let count = count.min(announced);
            Run::Equal { position, count }
        };
        let (Run::Equal { count: taken, .. } | Run::Packed { count: taken, .. }) = run;
        if taken == 0 {
            return None;
        }
        take(&run)?;
        count -= taken;
    }
    Some(())
}

/// A number in groups of seven bits, the lowest first.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = bytes.split_off_first()?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

impl Run<'_> {
    /// Appends the values at the positions.
    pub(super) fn one_by_one<T: Copy>(&self, dictionary: &[T], values: &mut Vec<T>) -> Option<()> {
        match *self {
            Self::Equal { position, count } => equal(position, count, dictionary, values),
            Self::Packed {
                bytes,
                width,
                count,
            } => singles(bytes, width, 0..count, dictionary, values),
        }
    }

    /// The same for codes of few bits, two at a time.
    pub(super) fn two_by_two(
        &self,
        dictionary: &[u8],
        pairs: &Pairs,
        values: &mut Vec<u8>,
    ) -> Option<()> {
        match *self {
            Self::Equal { position, count } => equal(position, count, dictionary, values),
            Self::Packed {
                bytes,
                width,
                count,
            } => {
                let whole = count - count % TOGETHER;
                pairs.unpack(bytes, whole, values)?;
                singles(bytes, width, whole..count, dictionary, values)
            }
        }
    }
}

fn equal<T: Copy>(
    position: usize,
    count: usize,
    dictionary: &[T],
    values: &mut Vec<T>,
) -> Option<()> {
    let value = *dictionary.get(position)?;
    values.resize(values.len() + count, value);
    Some(())
}

fn singles<T: Copy>(
    bytes: &[u8],
    width: u8,
    which: std::ops::Range<usize>,
    dictionary: &[T],
    values: &mut Vec<T>,
) -> Option<()> {
    let width = usize::from(width);
    let mask = (1_u64 << width) - 1;
    for bit in which.map(|index| index * width) {
        let from = &bytes[(bit / 8).min(bytes.len())..];
        let word = match from.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => short_word(from),
        };
        let position = usize::try_from(word >> (bit % 8) & mask).ok()?;
        values.push(*dictionary.get(position)?);
    }
    Some(())
}

/// Fewer than eight bytes, the lowest first.
fn short_word(bytes: &[u8]) -> u64 {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

/// The values of every two positions that stand together: the first in the lowest byte, and
/// [`UNKNOWN`] where the dictionary lacks one.
pub(super) struct Pairs {
    width: u8,
    values: Vec<u32>,
}

/// Marks a pair with a position outside the dictionary.
const UNKNOWN: u32 = 1 << 16;

impl Pairs {
    /// `None` for positions that are too wide, or of no width.
    pub(super) fn of(dictionary: &[u8], width: u8) -> Option<Self> {
        if width == 0 || width > WIDEST_PAIR {
            return None;
        }
        let most = 1 << width;
        let pair = |first: usize, second: usize| {
            let known = dictionary.get(first).zip(dictionary.get(second));
            known.map_or(UNKNOWN, |(first, second)| {
                u32::from(*first) | u32::from(*second) << 8
            })
        };
        let values = (0..most)
            .flat_map(|second| (0..most).map(move |first| pair(first, second)))
            .collect();
        Some(Self { width, values })
    }

    /// Appends `count` values, a multiple of [`TOGETHER`].
    fn unpack(&self, bytes: &[u8], count: usize, values: &mut Vec<u8>) -> Option<()> {
        let start = values.len();
        values.resize(start + count, 0);
        let values = &mut values[start..];
        match self.width {
            1 => self.groups::<1>(bytes, values),
            2 => self.groups::<2>(bytes, values),
            3 => self.groups::<3>(bytes, values),
            4 => self.groups::<4>(bytes, values),
            5 => self.groups::<5>(bytes, values),
            _ => self.groups::<6>(bytes, values),
        }
    }

    /// Eight positions of `WIDTH` bits fill `WIDTH` bytes. The width is known to the compiler, so
    /// that it unrolls the loop.
    fn groups<const WIDTH: usize>(&self, bytes: &[u8], values: &mut [u8]) -> Option<()> {
        let mask = (1_u64 << (2 * WIDTH)) - 1;
        let table = self.values.get(..1 << (2 * WIDTH))?;
        let (packed, _) = bytes.as_chunks::<WIDTH>();
        let (groups, _) = values.as_chunks_mut::<TOGETHER>();
        let (mut seen, enough) = (0, packed.len() >= groups.len());
        for (group, packed) in groups.iter_mut().zip(packed) {
            let mut word = [0; 8];
            word[..WIDTH].copy_from_slice(packed);
            let word = u64::from_le_bytes(word);
            for (index, two) in group.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                let pair = usize::try_from(word >> (2 * WIDTH * index) & mask).ok()?;
                let entry = table[pair];
                seen |= entry;
                let [first, second, ..] = entry.to_le_bytes();
                *two = [first, second];
            }
        }
        (enough && seen & UNKNOWN == 0).then_some(())
    }
}

#[cfg(test)]
mod tests;
