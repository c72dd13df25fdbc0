//! Numbers as counts of their distinct values.

/// Distinct values that are counted in a table; with more, sorting is as quick.
const MOST: usize = 2048;
/// Places of the table: a power of two, twice as many as there are values.
const PLACES: usize = 1 << 12;
/// Fewer numbers than this are sorted: making the table would take longer.
const FROM: usize = 256;

/// The distinct values in rising order, each with the number of times that it stands there.
///
/// Answers in years, hours or persons repeat, so that a million of them have a few hundred values.
pub fn counted(values: impl Iterator<Item = f64> + Clone) -> Vec<(f64, u64)> {
    let many = values.clone().take(FROM).count() == FROM;
    let in_table = many.then(|| in_table(values.clone())).flatten();
    let mut counts = in_table.unwrap_or_else(|| in_order(values));
    counts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    counts
}

/// Counts without sorting; `None` where there are too many distinct values.
fn in_table(values: impl Iterator<Item = f64>) -> Option<Vec<(f64, u64)>> {
    let mut table = vec![(0_u64, 0_u64); PLACES];
    let mut distinct = 0;
    for value in values {
        let bits = value.to_bits();
        let mut place = first_place(bits);
        loop {
            let (kept, count) = &mut table[place];
            if *count == 0 {
                distinct += 1;
                if distinct > MOST {
                    return None;
                }
                *kept = bits;
            }
            if *kept == bits {
                *count += 1;
                break;
            }
            place = (place + 1) % PLACES;
        }
    }
    let used = table.into_iter().filter(|(_, count)| *count > 0);
    Some(
        used.map(|(bits, count)| (f64::from_bits(bits), count))
            .collect(),
    )
}

/// Fibonacci hashing: the golden ratio spreads neighbouring numbers, the high bits are the place.
fn first_place(bits: u64) -> usize {
    let spread = bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - PLACES.ilog2());
    usize::try_from(spread).unwrap_or_default()
}

fn in_order(values: impl Iterator<Item = f64>) -> Vec<(f64, u64)> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let equal = sorted.chunk_by(|a, b| a.to_bits() == b.to_bits());
    equal.map(|equal| (equal[0], equal.len() as u64)).collect()
}

#[cfg(test)]
mod tests;
