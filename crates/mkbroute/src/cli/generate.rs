//! Load data.

use std::path::PathBuf;

use clap::Args;
use mkbroute_application::insights::generate::MOST_ITEMS;

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    /// How many respondents.
    #[arg(long, value_name = "N")]
    pub(crate) responses: usize,
    /// How many items the made-up questionnaire has.
    #[arg(long, default_value_t = 60, value_name = "N",
          value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_ITEMS)))]
    pub(crate) items: u16,
    /// The same numbers and seed give the same file.
    #[arg(long, default_value_t = 2021, value_name = "N")]
    pub(crate) seed: u64,
    /// The Parquet file to write, with a codebook that says "simulated".
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
