//! Why a figure is withheld, and what a statistic is called.

use mkbroute_analysis::figure::{Rule, Statistic};
use mkbroute_domain::text::Lang;

use super::choose;

/// The words that stand in the place of a withheld figure.
pub fn rule(rule: Rule, lang: Lang) -> &'static str {
    let (nl, en) = match rule {
        Rule::TooFewAnswers => ("te weinig antwoorden", "too few answers"),
        Rule::SmallCell => ("een groep is te klein", "a group is too small"),
        Rule::Collapsed => ("samengevoegd", "merged"),
        Rule::SensitiveExtreme => ("zegt te veel over personen", "tells too much about persons"),
        Rule::TooFewContributors => ("rust op te weinig antwoorden", "rests on too few answers"),
        Rule::Dominated => ("één antwoord weegt te zwaar", "one answer weighs too much"),
        Rule::Complementary => ("anders terug te rekenen", "could be computed back"),
    };
    choose(lang, nl, en)
}

/// What a number states.
pub fn statistic(statistic: Statistic, lang: Lang) -> &'static str {
    let (nl, en) = match statistic {
        Statistic::Mean => ("gemiddelde", "mean"),
        Statistic::Sd => ("standaardafwijking", "standard deviation"),
        Statistic::Median => ("mediaan", "median"),
        Statistic::LowerQuartile => ("eerste kwartiel", "lower quartile"),
        Statistic::UpperQuartile => ("derde kwartiel", "upper quartile"),
        Statistic::LowerDecile => ("eerste deciel", "lowest decile"),
        Statistic::UpperDecile => ("negende deciel", "highest decile"),
        Statistic::Count => ("aantal", "count"),
        Statistic::Share => ("aandeel", "share"),
        Statistic::TopBoxCount => ("aantal hoge scores", "number of high scores"),
        Statistic::TopBox => ("aandeel hoge scores", "share of high scores"),
        Statistic::BottomBoxCount => ("aantal lage scores", "number of low scores"),
        Statistic::BottomBox => ("aandeel lage scores", "share of low scores"),
        Statistic::Sum => ("totaal", "total"),
        Statistic::Ratio => ("verhouding", "ratio"),
    };
    choose(lang, nl, en)
}
