//! Who answered in both waves, by the code they made themselves.

use std::collections::BTreeMap;

use crate::dataset::DataSet;

/// Rows of the same respondents: before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(usize, usize)>);

/// Matches respondents whose code occurs once in each wave. A code that two people made alike links
/// nobody.
pub fn pairs_of(before: &DataSet, after: &DataSet) -> Pairs {
    let first = unique_rows(before);
    let second = unique_rows(after);
    let matched = first
        .iter()
        .filter_map(|(link, row)| Some((*row, *second.get(link)?)));
    Pairs(matched.collect())
}

fn unique_rows(data: &DataSet) -> BTreeMap<u64, usize> {
    let mut rows: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (row, link) in data.links.iter().enumerate() {
        if let Some(link) = link {
            rows.entry(*link).or_default().push(row);
        }
    }
    let unique = rows.into_iter().filter(|(_, rows)| rows.len() == 1);
    unique.map(|(link, rows)| (link, rows[0])).collect()
}
