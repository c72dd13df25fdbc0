//! `mkbroute freeze`: data files with a codebook and the hash that releases cite.

use mkbroute_application::insights::freeze;
use mkbroute_domain::accounts::audit::Doer;

use crate::cli::FreezeArguments;
use crate::wiring;

/// Freezes a closed wave and tells its hash.
pub(crate) async fn run(arguments: FreezeArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(&arguments.data).await?;
    let wave = wiring::wave(&app, &arguments.wave).await?;
    let frozen = freeze(&app, Doer::Operator, &wave).await?;
    if arguments.json {
        let respondents: serde_json::Map<_, _> = frozen
            .respondents
            .iter()
            .map(|(group, count)| (group.code().to_owned(), (*count).into()))
            .collect();
        println!(
            "{}",
            serde_json::json!({
                "wave": wave.slug,
                "dataset_sha256": frozen.dataset_sha256,
                "respondents": respondents,
            })
        );
    } else {
        println!("{} is frozen: SHA-256 {}", wave.slug, frozen.dataset_sha256);
    }
    app.store().close().await;
    Ok(())
}
