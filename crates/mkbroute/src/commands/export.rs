//! `mkbroute export`: the figures of a wave as CSV, Excel workbook or Parquet.

use mkbroute_application::insights::measure;
use mkbroute_web::insights::{FiguresForm, figures_file, report_source};

use super::output;
use crate::cli::{ExportArguments, TableFormat};
use crate::wiring;

/// Writes the figures that the audience may see.
pub(crate) async fn run(arguments: ExportArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(&arguments.data).await?;
    let wave = wiring::wave(&app, &arguments.wave).await?;
    let measurement = measure(&app, wave, arguments.audience.into()).await?;
    let source = report_source(&measurement);
    let form = match arguments.format {
        TableFormat::Csv => FiguresForm::Csv,
        TableFormat::Xlsx => FiguresForm::Xlsx,
        TableFormat::Parquet => FiguresForm::Parquet,
    };
    let bytes = figures_file(&source, form, arguments.lang.into())?;
    output::write(&arguments.out, &bytes)?;
    app.store().close().await;
    Ok(())
}
