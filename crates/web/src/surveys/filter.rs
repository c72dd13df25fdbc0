//! The filter above a list: words and a state, in the address, so that it can be shared.

use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;
use serde::Deserialize;

/// A filter as the address gives it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) zoek: String,
    #[serde(default)]
    pub(crate) staat: String,
}

impl Asked {
    /// The state that is asked for. One that is not known asks for any.
    pub(super) fn state<S: Copy>(&self, states: &[Named<S>]) -> Option<S> {
        let mut known = states.iter();
        let found = known.find(|(_, code, ..)| *code == self.staat);
        found.map(|(state, ..)| *state)
    }
}

/// A state with its name in addresses and its words in both languages.
pub(crate) type Named<S> = (S, &'static str, &'static str, &'static str);

/// The form of a filter.
#[derive(Clone, Debug)]
pub(crate) struct FilterView {
    /// The address of the list.
    pub(crate) action: &'static str,
    pub(crate) search: String,
    /// Name in addresses, words, and whether it is chosen.
    pub(crate) states: Vec<(&'static str, &'static str, bool)>,
    /// Whether anything may be left out.
    pub(crate) active: bool,
}

impl FilterView {
    pub(crate) fn of<S>(
        action: &'static str,
        asked: &Asked,
        states: &[Named<S>],
        lang: Lang,
    ) -> Self {
        let view =
            |(_, code, nl, en): &Named<S>| (*code, choose(lang, nl, en), *code == asked.staat);
        let states: Vec<_> = states.iter().map(view).collect();
        Self {
            active: !asked.zoek.trim().is_empty() || states.iter().any(|state| state.2),
            action,
            search: asked.zoek.clone(),
            states,
        }
    }
}
