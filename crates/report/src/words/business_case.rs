//! Business cases in words.

use mkbroute_domain::pathways::business_case::{CaseProblem, FundingSource, Purpose, Scenario};
use mkbroute_domain::text::Lang;

use super::choose;

/// How many students might come.
pub fn scenario(scenario: Scenario, lang: Lang) -> &'static str {
    let (nl, en) = match scenario {
        Scenario::Low => ("weinig studenten", "few students"),
        Scenario::Expected => ("verwacht", "expected"),
        Scenario::High => ("veel studenten", "many students"),
    };
    choose(lang, nl, en)
}

/// What an investment is for.
pub fn purpose(purpose: Purpose, lang: Lang) -> &'static str {
    let (nl, en) = match purpose {
        Purpose::Exploring => ("verkennen", "exploring"),
        Purpose::Curriculum => ("curriculum maken", "developing the curriculum"),
        Purpose::Recruiting => ("bekend maken en werven", "making it known and recruiting"),
        Purpose::Workplaces => (
            "leerwerkplekken en begeleiders voorbereiden",
            "preparing workplaces and supervisors",
        ),
        Purpose::Other => ("anders", "other"),
    };
    choose(lang, nl, en)
}

/// Where the money comes from.
pub fn source(source: FundingSource, lang: Lang) -> &'static str {
    let (nl, en) = match source {
        FundingSource::Own => ("eigen geld", "own money"),
        FundingSource::InKind => ("eigen uren", "own hours"),
        FundingSource::SectorFund => ("O&O-fonds", "O&O fund"),
        FundingSource::Rif => (
            "Regionaal investeringsfonds mbo (RIF)",
            "Regionaal investeringsfonds mbo (RIF)",
        ),
        FundingSource::RaakMkb => ("RAAK-mkb", "RAAK-mkb"),
        FundingSource::Slim => ("SLIM", "SLIM"),
        FundingSource::Groeifonds => ("Nationaal Groeifonds", "National Growth Fund"),
        FundingSource::RegionalPool => (
            "regionale pot van hogescholen en ROC's",
            "regional pool of hogescholen and ROCs",
        ),
        FundingSource::Other => ("andere bron", "another source"),
    };
    choose(lang, nl, en)
}

/// What is wrong with a case.
pub fn case_problem(problem: CaseProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        CaseProblem::Duration => (
            "Een opleiding duurt één tot zes jaar.".into(),
            "A programme takes one to six years.".into(),
        ),
        CaseProblem::Percentage => (
            "Een percentage is hoogstens 100.".into(),
            "A percentage is at most 100.".into(),
        ),
        CaseProblem::Horizon => (
            "Reken over één tot twintig jaar.".into(),
            "Count over one to twenty years.".into(),
        ),
        CaseProblem::NoParty => (
            "Vul minstens één partij in.".into(),
            "Give at least one party.".into(),
        ),
        CaseProblem::Carries(sum) => (
            format!("De partijen dragen samen {sum}% van de verliezen. Samen moet dat 100% zijn."),
            format!("The parties carry {sum}% of the losses together. That must be 100%."),
        ),
        CaseProblem::NoSuchParty(party) => (
            format!("Partij {} staat niet in de lijst met partijen.", party + 1),
            format!("Party {} is not in the list of parties.", party + 1),
        ),
        CaseProblem::Amount => (
            "Een bedrag is lager dan 0 of te hoog.".into(),
            "An amount is below 0 or too high.".into(),
        ),
        CaseProblem::Overfunded(party) => (
            format!("Partij {} krijgt meer dan zij investeert.", party + 1),
            format!("Party {} gets more than it invests.", party + 1),
        ),
        CaseProblem::ExcludesCurriculum(_) => (
            "RAAK-mkb betaalt niet voor het maken van een curriculum. Kies een andere bron of een ander doel.".into(),
            "RAAK-mkb does not pay for developing a curriculum. Choose another source or another purpose.".into(),
        ),
        CaseProblem::Intake(found) => (
            format!("Vul de instroom in bij: {}. Per jaar hoogstens 5.000 studenten.", scenario(found, lang)),
            format!("Give the intake of: {}. At most 5,000 students a year.", scenario(found, lang)),
        ),
        CaseProblem::ScenariosCross => (
            "Bij ‘weinig studenten’ komen er meer dan bij ‘verwacht’, of bij ‘verwacht’ meer dan bij ‘veel’.".into(),
            "With “few students” more come than expected, or more than with “many”.".into(),
        ),
        CaseProblem::Pool => (
            "Vul in de gezamenlijke pot bij elke regel een naam en een bedrag in.".into(),
            "Give a name and an amount in each line of the shared pool.".into(),
        ),
        CaseProblem::Name => (
            "Een naam van een partij ontbreekt of is langer dan 200 tekens.".into(),
            "A name of a party is missing or longer than 200 characters.".into(),
        ),
        CaseProblem::TooMany => (
            "Een lijst heeft meer dan 100 regels.".into(),
            "A list has more than 100 lines.".into(),
        ),
    };
    let (nl, en): (String, String) = (nl, en);
    choose(lang, &nl, &en).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_does_not_pay_is_named() {
        let told = case_problem(CaseProblem::ExcludesCurriculum(0), Lang::Nl);
        assert!(told.starts_with("RAAK-mkb betaalt niet"), "{told}");
        let told = case_problem(CaseProblem::Overfunded(1), Lang::En);
        assert_eq!(told, "Party 2 gets more than it invests.");
    }

    #[test]
    fn every_source_purpose_and_scenario_has_words_of_its_own() {
        for lang in Lang::ALL {
            let mut words: Vec<&str> = FundingSource::ALL.map(|found| source(found, lang)).into();
            words.extend(Purpose::ALL.map(|found| purpose(found, lang)));
            words.extend(Scenario::ALL.map(|found| scenario(found, lang)));
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count);
        }
    }
}
