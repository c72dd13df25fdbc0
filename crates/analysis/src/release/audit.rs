//! The integer audit: how well can a withheld count be guessed from all counts that are shown?

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

/// Branches that the solver looks at before a cell counts as not safe: a number, not a time, so that
/// every machine decides alike.
const MOST_NODES: u64 = 2_000;

/// What is published of one item: respondents parted into atoms, atoms into groups.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Signature of each atom: the groups that hold it, a bit each.
    pub atoms: Vec<u64>,
    /// Number of categories.
    pub categories: usize,
    /// Counts that are shown: group, categories of the cell, count.
    pub shown: Vec<(u32, Vec<usize>, u32)>,
    /// Valid answers of each group; taken as known, shown or not.
    pub bases: Vec<(u32, u32)>,
}

/// The smallest and largest value that a count can have under everything that is shown.
///
/// `None` when no integers fit, which true counts never cause, or the solver gives up.
pub fn range(published: &Published, group: u32, category: usize) -> Option<(u32, u32)> {
    let ends = [
        OptimizationDirection::Minimize,
        OptimizationDirection::Maximize,
    ];
    let [low, high] = ends.map(|end| extreme(published, group, category, end));
    Some((low?, high?))
}

fn extreme(
    published: &Published,
    group: u32,
    category: usize,
    end: OptimizationDirection,
) -> Option<u32> {
    let most = published.bases.iter().map(|(_, base)| *base).max()?;
    let most = i32::try_from(most).ok()?;
    let mut problem = Problem::new(end);
    let counts: Vec<Vec<Variable>> = published
        .atoms
        .iter()
        .map(|signature| {
            (0..published.categories)
                .map(|position| {
                    let wanted = signature >> group & 1 == 1 && position == category;
                    problem.add_integer_var(f64::from(u8::from(wanted)), (0, most))
                })
                .collect()
        })
        .collect();
    let mut add = |group: u32, cell: &[usize], total: u32| {
        let mut sum = LinearExpr::empty();
        for (signature, counts) in published.atoms.iter().zip(&counts) {
            if signature >> group & 1 == 1 {
                for position in cell {
                    sum.add(counts[*position], 1.0);
                }
            }
        }
        problem.add_constraint(sum, ComparisonOp::Eq, f64::from(total));
    };
    for (group, cell, count) in &published.shown {
        add(*group, cell, *count);
    }
    let all: Vec<usize> = (0..published.categories).collect();
    for (group, base) in &published.bases {
        add(*group, &all, *base);
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(MOST_NODES);
    let outcome = problem.solve_with(options).ok()?;
    if !outcome.is_optimal() {
        return None;
    }
    let objective = outcome.into_solution().ok()?.objective().round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count between zero and the largest base"
    )]
    let count = objective.max(0.0) as u32;
    Some(count)
}

#[cfg(test)]
mod tests;
