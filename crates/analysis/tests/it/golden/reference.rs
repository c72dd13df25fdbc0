//! The file of reference values, and which of them were asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;

use mkbroute_analysis::figure::Interval;
use serde_json::Value;

/// Tolerance of formulas that are computed at once.
pub(crate) const CLOSED_FORM: f64 = 1e-9;
/// Tolerance of values that are approached step by step.
pub(crate) const ITERATIVE: f64 = 1e-6;

pub(crate) struct Reference {
    golden: Value,
    met: RefCell<BTreeSet<String>>,
}

impl Reference {
    pub(crate) fn read() -> Self {
        Self {
            golden: serde_json::from_str(include_str!("../../golden.json")).unwrap(),
            met: RefCell::default(),
        }
    }

    fn at<'a>(mut value: &'a Value, path: &str) -> &'a Value {
        for key in path.split('/') {
            value = &value[key];
        }
        value
    }

    /// The valid numbers of a data set.
    pub(crate) fn data(&self, path: &str) -> Vec<f64> {
        numbers(Self::at(&self.golden["data"], path))
    }

    /// A data set as it stands.
    pub(crate) fn raw(&self, path: &str) -> &Value {
        Self::at(&self.golden["data"], path)
    }

    /// A table of codes with gaps.
    pub(crate) fn codes(&self, path: &str) -> Vec<Vec<Option<i32>>> {
        let code = |value: &Value| value.as_i64().map(|code| i32::try_from(code).unwrap());
        let rows = self.raw(path).as_array().unwrap().iter();
        rows.map(|row| row.as_array().unwrap().iter().map(code).collect())
            .collect()
    }

    /// The words of a data set.
    pub(crate) fn words(&self, path: &str) -> Vec<String> {
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        self.raw(path)
            .as_array()
            .unwrap()
            .iter()
            .map(word)
            .collect()
    }

    /// What stands beside the values: the sizes that belong to them.
    pub(crate) fn beside(&self, path: &str) -> &Value {
        self.met.borrow_mut().insert(path.to_owned());
        Self::at(&self.golden["golden"], path)
    }

    /// Compares with the reference and records that it was asked for.
    pub(crate) fn meets(&self, path: &str, found: &[f64], tolerance: f64) {
        let reference = Self::at(&self.golden["golden"], path);
        assert!(
            !reference["value"].is_null(),
            "{path} is not in golden.json"
        );
        self.met.borrow_mut().insert(path.to_owned());
        let expected = numbers(&reference["value"]);
        assert_eq!(found.len(), expected.len(), "{path}");
        for (found, expected) in found.iter().zip(expected) {
            let distance = (found - expected).abs();
            assert!(
                distance <= tolerance,
                "{path}: {found} is not {expected} ({distance:e})"
            );
        }
    }

    /// How far two packages lie apart on a value.
    pub(crate) fn disagreement(&self, path: &str) -> f64 {
        let reference = Self::at(&self.golden["golden"], path);
        reference["max_abs_diff"].as_f64().unwrap()
    }

    /// Fails for every value that nobody asked for.
    pub(crate) fn nothing_is_left(&self) {
        let mut paths = BTreeSet::new();
        collect(&self.golden["golden"], "", &mut paths);
        let left: Vec<_> = paths.difference(&self.met.borrow()).cloned().collect();
        assert!(left.is_empty(), "not met: {left:?}");
    }
}

fn collect(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
    match value.as_object() {
        Some(object) if !object.contains_key("value") => {
            for (key, value) in object {
                let separator = if path.is_empty() { "" } else { "/" };
                collect(value, &format!("{path}{separator}{key}"), paths);
            }
        }
        _ => {
            paths.insert(path.to_owned());
        }
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
        value => value.as_f64().into_iter().collect(),
    }
}

/// Both ends of an interval.
pub(crate) fn ends(interval: Option<Interval>) -> Vec<f64> {
    interval
        .map(|interval| vec![interval.low, interval.high])
        .unwrap()
}
