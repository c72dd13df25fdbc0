//! Caveats in words.

use mkbroute_analysis::result::Reservation;
use mkbroute_domain::text::Lang;

use super::{choose, number};
use crate::labels::Labels;

/// The sentence of a caveat about the answers to this questionnaire.
pub fn reservation(found: &Reservation, labels: &Labels, lang: Lang) -> String {
    let who = labels.respondents(lang);
    match found {
        Reservation::Dominance { .. } => dominance(found, labels, lang),
        Reservation::SmallBase { .. } => {
            choose(lang, "Zeer indicatief: weinig antwoorden.", "Very indicative: few answers.").into()
        }
        Reservation::PartialCompletion { complete, started } => match lang {
            Lang::Nl => format!("{complete} van de {started} {who} vulden bijna alles in."),
            Lang::En => format!("{complete} of {started} {who} answered nearly everything."),
        },
        Reservation::PopulationUnknown => match lang {
            Lang::Nl => format!("Populatie onbekend: hoeveel {who} konden meedoen, weten wij niet."),
            Lang::En => format!("Population unknown: we do not know how many {who} could take part."),
        },
        Reservation::ReportedByOthers => choose(
            lang,
            "Het bedrijf vertelt dit over zijn studenten.",
            "The company tells this about its students.",
        )
        .into(),
        Reservation::SingleSource => choose(
            lang,
            "Eén antwoord bepaalt meer dan de helft van dit getal.",
            "One answer makes up more than half of this number.",
        )
        .into(),
        Reservation::Distribution { .. } => distribution(found, labels, lang),
        Reservation::UnevenResponse { bias_bound } => uneven(*bias_bound, lang),
        Reservation::Coverage { pathways, of } => match lang {
            Lang::Nl => format!("Van {pathways} van de {of} routes deden vijf of meer {who} mee."),
            Lang::En => format!("From {pathways} of {of} pathways five or more {who} took part."),
        },
        Reservation::Reconstructed => choose(
            lang,
            "Gereconstrueerd: de antwoorden zijn nagemaakt uit het rapport van 2022. Zij geven de gepubliceerde cijfers terug; wat niet gepubliceerd is, is gesimuleerd.",
            "Reconstructed: the answers were made from the report of 2022. They give back the published figures; what was not published is simulated.",
        )
        .into(),
        Reservation::Simulated => choose(
            lang,
            "Gesimuleerd: deze antwoorden zijn verzonnen, om te laten zien wat het programma kan.",
            "Simulated: these answers are made up, to show what the program can do.",
        )
        .into(),
        Reservation::OpenLink => choose(
            lang,
            "Iedereen met de link kon meedoen. Dat iemand twee keer meedeed, is niet uit te sluiten.",
            "Everybody with the link could take part. Double participation is not excluded.",
        )
        .into(),
    }
}

fn dominance(found: &Reservation, labels: &Labels, lang: Lang) -> String {
    let Reservation::Dominance {
        item,
        category,
        k,
        n,
        more_than,
        severe,
    } = found
    else {
        return String::new();
    };
    let who = labels.respondents(lang);
    let what = labels.category(item, category, lang);
    let first = match (k, n, more_than, lang) {
        (Some(k), Some(n), None, Lang::Nl) => format!("{what} geeft {k} van de {n} antwoorden."),
        (Some(k), Some(n), None, Lang::En) => format!("{what} gives {k} of {n} answers."),
        (_, _, share, Lang::Nl) => {
            let share = share.unwrap_or(50);
            format!("Meer dan {share}% van de {who} hoort bij {what}.")
        }
        (_, _, share, Lang::En) => {
            let share = share.unwrap_or(50);
            format!("More than {share}% of the {who} belong to {what}.")
        }
    };
    if !severe {
        return first;
    }
    let rest = choose(
        lang,
        "Dit beeld is op geen enkele wijze representatief voor alle routes.",
        "This picture is in no way representative of all pathways.",
    );
    format!("{first} {rest}")
}

fn distribution(found: &Reservation, labels: &Labels, lang: Lang) -> String {
    let Reservation::Distribution {
        not_sent,
        late,
        not_sent_to,
        late_to,
    } = found
    else {
        return String::new();
    };
    let named = |count: u32, names: &[String]| {
        let routes = number::routes(count, lang);
        let names: Vec<&str> = names
            .iter()
            .map(|code| labels.category("pathway", code, lang))
            .collect();
        if names.is_empty() {
            routes
        } else {
            format!("{routes} ({})", names.join(", "))
        }
    };
    let (not_sent, late) = (named(*not_sent, not_sent_to), named(*late, late_to));
    match lang {
        Lang::Nl => format!("De vragenlijst kwam bij {not_sent} niet aan en bij {late} laat."),
        Lang::En => format!("The questionnaire did not reach {not_sent} and reached {late} late."),
    }
}

fn uneven(bias_bound: Option<f64>, lang: Lang) -> String {
    let first = choose(
        lang,
        "Bij de ene route deden veel meer mensen mee dan bij de andere.",
        "Far more people took part at some pathways than at others.",
    );
    match (bias_bound, lang) {
        (None, _) => first.to_owned(),
        (Some(bound), Lang::Nl) => format!(
            "{first} Een gemiddelde kan daardoor tot {} standaardafwijking afwijken.",
            number::one_decimal(bound, lang)
        ),
        (Some(bound), Lang::En) => format!(
            "{first} A mean may be off by up to {} standard deviations because of it.",
            number::one_decimal(bound, lang)
        ),
    }
}
