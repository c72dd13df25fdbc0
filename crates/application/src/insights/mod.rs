//! From answers to figures: data sets, frozen data, and the measurement of a wave.

pub mod analyse;
pub mod dataset;
mod freeze_wave;
mod frozen_data;
pub(crate) mod measured;
pub mod measurement;

pub use freeze_wave::{FrozenWave, freeze, freeze_wave};
pub use measurement::{
    Compared, GroupMeasurement, Measurement, comparable_waves, comparison, measure, measurement,
};
