//! From answers to figures: data sets, frozen data, and the measurement of a wave.

pub mod analyse;
pub(crate) mod asks;
mod codebook;
pub mod dataset;
mod freeze_wave;
mod frozen_data;
pub mod generate;
mod interim;
mod measure_file;
pub(crate) mod measured;
pub mod measurement;
mod study_questions;
mod thaw;

/// Figures as a Parquet file.
pub use mkbroute_store::figures_file;

pub use freeze_wave::{FrozenWave, freeze, freeze_wave};
pub use frozen_data::KeptInterim;
pub use interim::{
    GroupStep, InterimError, InterimOverview, InterimRelease, interim_measurement,
    interim_overview, release_interim,
};
pub use measure_file::{MeasuredFile, measure_file};
pub use measured::check_frozen;
pub use measurement::{
    Compared, GroupMeasurement, Measurement, comparable_waves, comparison, measure, measurement,
};
pub use study_questions::{
    ItemLine, QuestionLine, WaveCoverage, WaveQuestions, label, study_coverage, wave_questions,
};
