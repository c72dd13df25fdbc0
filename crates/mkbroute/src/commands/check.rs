//! `mkbroute check`: kan dit kloppen?

use mkbroute_analysis::check::fitting_counts;
use mkbroute_analysis::policy::Policy;
use mkbroute_report::words::claim::parse_claim;

use crate::cli::CheckArguments;

/// Tells which counts fit a claim about n persons.
pub(crate) fn run(arguments: &CheckArguments) -> anyhow::Result<()> {
    let claim = parse_claim(&arguments.claim).ok_or_else(|| {
        anyhow::anyhow!(
            "'{}' is no percentage or fraction: write 75%, \"about 75%\", half, driekwart ...",
            arguments.claim
        )
    })?;
    let counts = fitting_counts(claim, arguments.n, &Policy::default());
    if arguments.json {
        println!(
            "{}",
            serde_json::json!({ "n": arguments.n, "fitting": counts })
        );
    } else if counts.is_empty() {
        println!(
            "No: no number of {} persons gives {}.",
            arguments.n, arguments.claim
        );
    } else {
        let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
        println!("Yes: {} of {}.", counts.join(" or "), arguments.n);
    }
    Ok(())
}
