//! The codebook in a file of frozen data: what its columns are, for every reader.

use mkbroute_analysis::dataset::{ItemSpec, RatioSpec, missing};
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::wave::{Provenance, Wave};
use serde::Deserialize;
use serde_json::{Value, json};

use super::dataset::ratio_specs;
use super::frozen_data::{FrozenData, KeptInterim};
use crate::AppError;

/// The part of the codebook that the program itself reads back.
#[derive(Deserialize)]
pub(super) struct Codebook {
    pub(super) provenance: Provenance,
    /// In the order of the columns.
    pub(super) items: Vec<ItemSpec>,
    #[serde(default)]
    pub(super) release_plan: ReleasePlan,
    /// Set where the group keeps the figures of an interim release.
    pub(super) kept_interim: Option<KeptInterim>,
    ratios: Option<Vec<RatioSpec>>,
    /// The questionnaire, with the words of both languages. Holds the ratios in files that were
    /// frozen before they stood by themselves.
    pub(super) instrument: Option<Instrument>,
}

impl Codebook {
    /// Reads the codebook of a file.
    pub(super) fn parse(value: Value) -> Result<Self, AppError> {
        serde_json::from_value(value).map_err(AppError::unreadable)
    }

    /// The ratios to measure; none where the file declares none.
    pub(super) fn ratios(&self) -> Vec<RatioSpec> {
        let declared = |found: &Instrument| ratio_specs(&found.ratios);
        let apart = self.ratios.clone();
        apart
            .or_else(|| self.instrument.as_ref().map(declared))
            .unwrap_or_default()
    }
}

/// The codebook of a wave: items with their kinds, and the words of both languages.
pub(super) fn of_wave(wave: &Wave, instrument: &Instrument, frozen: &FrozenData) -> Value {
    let data = &frozen.data;
    let items = data.columns.iter().map(|column| &column.item);
    let mut codebook = codebook(wave.provenance, items, &data.ratios);
    codebook["wave"] = json!(wave.slug);
    codebook["instrument"] = json!(instrument);
    codebook["release_plan"] = json!(frozen.plan);
    if let Some(kept) = frozen.kept {
        codebook["kept_interim"] = json!(kept);
    }
    codebook
}

/// The codebook of columns that no questionnaire of the program describes.
pub(super) fn codebook<'a>(
    provenance: Provenance,
    items: impl Iterator<Item = &'a ItemSpec>,
    ratios: &[RatioSpec],
) -> Value {
    json!({
        "provenance": provenance.code(),
        "items": items.collect::<Vec<_>>(),
        "ratios": ratios,
        "missing": {
            "not_asked": missing::NOT_ASKED,
            "skipped": missing::SKIPPED,
            "not_applicable": missing::NOT_APPLICABLE,
            "dont_know": missing::DONT_KNOW,
        },
    })
}

#[cfg(test)]
mod tests;
