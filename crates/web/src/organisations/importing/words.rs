//! Lists in words: what a column is, and why a row or a file is refused.

use mkbroute_application::organisations::{ListError, TableError};
use mkbroute_domain::organisations::importing::{ChoiceProblem, ListColumn, Refusal};
use mkbroute_domain::organisations::{IdentifierKind, OrganisationKind};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::organisation::{identifier_kind, organisation_kind};
use mkbroute_report::words::{choose, number::many};

use super::super::typed;

/// What a column is called.
pub(super) fn list_column(column: ListColumn, lang: Lang) -> &'static str {
    let kind = match column {
        ListColumn::Name => return choose(lang, "naam", "name"),
        ListColumn::Kind => return choose(lang, "soort", "kind"),
        ListColumn::Place => return choose(lang, "plaats", "place"),
        ListColumn::SiteName => {
            return choose(lang, "eigen naam van de vestiging", "name of the site");
        }
        ListColumn::Postcode => IdentifierKind::Postcode,
        ListColumn::Kvk => IdentifierKind::Kvk,
        ListColumn::Vestiging => IdentifierKind::Vestiging,
        ListColumn::Rsin => IdentifierKind::Rsin,
        ListColumn::Sbi => IdentifierKind::Sbi,
        ListColumn::Brin => IdentifierKind::Brin,
    };
    identifier_kind(kind, lang)
}

/// Why the columns cannot be read as they are chosen.
pub(super) fn choice_problem(problem: ChoiceProblem, lang: Lang) -> String {
    match problem {
        ChoiceProblem::NoName => choose(
            lang,
            "Kies in welke kolom de naam staat.",
            "Choose in which column the name stands.",
        )
        .to_owned(),
        ChoiceProblem::NoPlace => choose(
            lang,
            "Kies in welke kolom de plaats staat.",
            "Choose in which column the place stands.",
        )
        .to_owned(),
        ChoiceProblem::Twice(column) => {
            let name = list_column(column, lang);
            match lang {
                Lang::Nl => format!("Twee kolommen zijn ‘{name}’. Kies er één."),
                Lang::En => format!("Two columns are ‘{name}’. Choose one."),
            }
        }
    }
}

/// Why a row is refused.
pub(super) fn refusals(refusals: &[Refusal], lang: Lang) -> String {
    let told = refusals.iter().map(|found| refusal(*found, lang));
    told.collect::<Vec<_>>().join(" ")
}

fn refusal(refusal: Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::Mistake(mistake) => typed::wrong(&mistake, lang).1,
        Refusal::UnknownKind => {
            let known = OrganisationKind::ALL.map(|kind| organisation_kind(kind, lang));
            let known = known.join(", ");
            match lang {
                Lang::Nl => format!("Deze soort organisatie kennen we niet. Kies uit: {known}."),
                Lang::En => {
                    format!("This kind of organisation is not known. Choose from: {known}.")
                }
            }
        }
        Refusal::Formula(column) => {
            let name = list_column(column, lang);
            match lang {
                Lang::Nl => format!("De formule bij ‘{name}’ geeft een fout."),
                Lang::En => format!("The formula at ‘{name}’ gives an error."),
            }
        }
        Refusal::KvkOfLine(line) => match lang {
            Lang::Nl => format!("Rij {line} heeft hetzelfde KvK-nummer."),
            Lang::En => format!("Row {line} has the same KvK number."),
        },
        Refusal::SameAsLine(line) => match lang {
            Lang::Nl => format!("Rij {line} heeft dezelfde naam en plaats."),
            Lang::En => format!("Row {line} has the same name and place."),
        },
    }
}

/// Why a list is not taken.
pub(super) fn list_error(error: &ListError, lang: Lang) -> String {
    let (nl, en) = match error {
        ListError::Table(error) => return table_error(error, lang),
        ListError::NoRows => (
            "Onder de namen van de kolommen staat niets.",
            "There is nothing below the names of the columns.",
        ),
        ListError::Choices(problems) => {
            let told = problems
                .iter()
                .map(|problem| choice_problem(*problem, lang));
            return told.collect::<Vec<_>>().join(" ");
        }
        ListError::Refused(rows) => {
            let rows = many(*rows, lang);
            return match lang {
                Lang::Nl => format!(
                    "{rows} rijen zijn afgewezen. Verbeter ze, of kies dat de rest zonder deze rijen meekomt."
                ),
                Lang::En => format!(
                    "{rows} rows are refused. Mend them, or choose that the rest comes without these rows."
                ),
            };
        }
        ListError::NothingNew => (
            "Er staat niets nieuws in deze lijst.",
            "There is nothing new in this list.",
        ),
        ListError::Gone => (
            "Deze lijst is intussen overgenomen, vervangen of weggegooid.",
            "This list was taken over, replaced or dropped meanwhile.",
        ),
        ListError::AddedMeanwhile => (
            "Iemand voegde intussen een van deze organisaties toe. Er is niets overgenomen. Kijk nog eens.",
            "Somebody added one of these organisations meanwhile. Nothing was taken over. Have another look.",
        ),
        ListError::App(_) => ("Dat lukte nu niet.", "That did not work now."),
    };
    choose(lang, nl, en).to_owned()
}

/// Why a file is no list.
fn table_error(error: &TableError, lang: Lang) -> String {
    let (nl, en): (String, String) = match error {
        TableError::Empty => ("Het bestand is leeg.".into(), "The file is empty.".into()),
        TableError::NoHeader => (
            "Zet in de eerste rij de namen van de kolommen.".into(),
            "Put the names of the columns in the first row.".into(),
        ),
        TableError::TooManyRows { most } => {
            let most = many(*most, lang);
            (
                format!("Er staan meer dan {most} rijen in. Deel het bestand op."),
                format!("There are more than {most} rows. Split the file."),
            )
        }
        TableError::Merged(place) => (
            format!("De cellen {place} zijn samengevoegd. Splits ze, zodat elke rij voor zich staat."),
            format!("The cells {place} are merged. Split them, so that every row stands for itself."),
        ),
        TableError::NamelessColumn { position } => (
            format!("Kolom {position} heeft geen naam. Geef hem een naam, of haal hem weg."),
            format!("Column {position} has no name. Give it a name, or take it away."),
        ),
        TableError::DoubleColumn {
            name,
            first,
            second,
        } => (
            format!("De kolommen {first} en {second} heten allebei ‘{name}’."),
            format!("The columns {first} and {second} are both called ‘{name}’."),
        ),
        TableError::Ragged {
            line,
            found,
            expected,
            ..
        } => (
            format!("Regel {line} heeft {found} cellen, de eerste regel {expected}. Vul de regel aan."),
            format!("Line {line} has {found} cells, the first line {expected}. Complete the line."),
        ),
        TableError::UnclosedQuote { line } => (
            format!("Op regel {line} begint een aanhalingsteken dat nergens eindigt."),
            format!("On line {line} a quote begins that ends nowhere."),
        ),
        TableError::ControlCharacter { line, .. } | TableError::MixedEncoding { line } => (
            format!("Regel {line} is niet te lezen. Sla het bestand op als CSV UTF-8."),
            format!("Line {line} cannot be read. Save the file as CSV UTF-8."),
        ),
        TableError::Swollen
        | TableError::Workbook(_)
        | TableError::OtherFormat { .. }
        | TableError::BadDelimiter(_)
        | TableError::Unreadable(_)
        | TableError::TooLarge
        | TableError::Parquet(_)
        | TableError::ColumnKind { .. } => (
            "Dit bestand kunnen we niet lezen. Sla het op als Excel-werkmap (.xlsx) of als CSV UTF-8.".into(),
            "This file cannot be read. Save it as an Excel workbook (.xlsx) or as CSV UTF-8.".into(),
        ),
    };
    choose(lang, &nl, &en).to_owned()
}
