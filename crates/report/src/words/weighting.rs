//! What a weighted figure is about, and why there is none.

use mkbroute_analysis::dataset::Estimand;
use mkbroute_analysis::estimate::weighting::WeightingRefused;
use mkbroute_analysis::result::{Judged, Weighting};
use mkbroute_domain::text::Lang;

use super::{choose, number};
use crate::labels::Labels;

/// The heading of weighted figures.
pub fn estimand(estimand: Estimand, lang: Lang) -> &'static str {
    match estimand {
        Estimand::AveragePathway => choose(lang, "de gemiddelde route", "the average pathway"),
        Estimand::Population => choose(lang, "gewogen", "weighted"),
    }
}

/// What the two kinds of figures are about, or why there is one kind only.
pub fn weighting(weighting: &Weighting, labels: &Labels, lang: Lang) -> String {
    let participant = choose(
        lang,
        "De cijfers gaan over de gemiddelde deelnemer.",
        "The figures are about the average participant.",
    );
    let second = match (weighting.estimand, &weighting.judged) {
        (Estimand::AveragePathway, Judged::Used { .. }) => choose(
            lang,
            "Daarnaast staat de gemiddelde route: elke route telt even zwaar.",
            "Beside them stands the average pathway: every pathway counts the same.",
        )
        .to_owned(),
        (
            Estimand::Population,
            Judged::Used {
                design_effect,
                effective,
            },
        ) => {
            let (deff, n) = (
                number::decimal(*design_effect, 2, lang),
                number::plain(effective.floor(), lang),
            );
            match lang {
                Lang::Nl => format!(
                    "Daarnaast staan gewogen cijfers. De gewichten maken het aantal antwoorden zo precies als {n} ongewogen antwoorden (ontwerpeffect {deff})."
                ),
                Lang::En => format!(
                    "Beside them stand weighted figures. The weights make the answers as precise as {n} unweighted ones (design effect {deff})."
                ),
            }
        }
        (estimand, Judged::Refused { because }) => {
            let what = match estimand {
                Estimand::AveragePathway => choose(
                    lang,
                    "De gemiddelde route rekenen wij niet uit",
                    "The average pathway is not computed",
                ),
                Estimand::Population => choose(lang, "Wegen doen wij niet", "No weights are used"),
            };
            format!("{what}: {}.", refused(because.as_ref(), labels, lang))
        }
    };
    format!("{participant} {second}")
}

fn refused(because: Option<&WeightingRefused>, labels: &Labels, lang: Lang) -> String {
    let few = choose(
        lang,
        "sommige groepen hebben te weinig antwoorden",
        "some groups have too few answers",
    );
    match (because, lang) {
        (Some(WeightingRefused::SmallStratum { stratum, n }), _) => {
            let name = labels.category("pathway", stratum, lang);
            format!("{few} ({name}: {n})")
        }
        (Some(WeightingRefused::WeightRatio { ratio }), Lang::Nl) => format!(
            "het ene antwoord zou {} keer zo zwaar tellen als het andere",
            number::one_decimal(*ratio, lang)
        ),
        (Some(WeightingRefused::WeightRatio { ratio }), Lang::En) => format!(
            "one answer would count {} times as much as another",
            number::one_decimal(*ratio, lang)
        ),
        (
            Some(WeightingRefused::DesignEffect { .. } | WeightingRefused::EffectiveSize { .. }),
            _,
        ) => choose(
            lang,
            "de gewichten verschillen zoveel dat er te weinig zekerheid overblijft",
            "the weights differ so much that too little certainty is left",
        )
        .to_owned(),
        (
            Some(
                WeightingRefused::BadWeight { .. }
                | WeightingRefused::EmptyMargin { .. }
                | WeightingRefused::NotConverged { .. },
            ),
            _,
        ) => choose(lang, "de gewichten deugen niet", "the weights are unsound").to_owned(),
        (None, _) => few.to_owned(),
    }
}
