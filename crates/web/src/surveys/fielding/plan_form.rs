//! The form of a measurement in preparation, as typed.

use chrono::NaiveDate;
use mkbroute_application::surveys::fielding::Choices;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{WaveInstrument, WavePlan, WaveSettings};
use mkbroute_domain::text::{Lang, Text};

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub(super) struct PlanForm {
    pub(super) title_nl: String,
    pub(super) title_en: String,
    pub(super) opens: String,
    pub(super) closes: String,
    pub(super) lang: String,
    pub(super) privacy_nl: String,
    pub(super) privacy_en: String,
    /// By code of the group: the questionnaire as `id@version`.
    pub(super) instruments: Vec<(String, String)>,
    /// Readable names of the pathways that take part.
    pub(super) pathways: Vec<String>,
}

impl PlanForm {
    /// The fields of a form as sent.
    pub(super) fn read(sent: &Posted) -> Self {
        let one = |name: &str| sent.get(name).to_owned();
        let instruments = sent.0.iter().filter_map(|(name, value)| {
            let group = name.strip_prefix("lijst.")?;
            (!value.is_empty()).then(|| (group.to_owned(), value.clone()))
        });
        Self {
            title_nl: one("titel_nl"),
            title_en: one("titel_en"),
            opens: one("van"),
            closes: one("tot"),
            lang: one("taal_meting"),
            privacy_nl: one("privacy_nl"),
            privacy_en: one("privacy_en"),
            instruments: instruments.collect(),
            pathways: sent.all("route").map(str::to_owned).collect(),
        }
    }

    /// The fields that show a plan.
    pub(super) fn of(plan: &WavePlan, choices: &Choices) -> Self {
        let chosen = |used: &WaveInstrument| {
            let named = format!("{}@{}", used.instrument, used.version);
            (used.group.code().to_owned(), named)
        };
        let taking_part = choices.pathways.iter();
        let taking_part = taking_part.filter(|pathway| plan.pathways.contains(&pathway.id));
        Self {
            title_nl: plan.title.nl.clone(),
            title_en: plan.title.en.clone(),
            opens: plan.opens.to_string(),
            closes: plan.closes.to_string(),
            lang: plan.settings.lang.code().to_owned(),
            privacy_nl: plan.settings.privacy.nl.clone(),
            privacy_en: plan.settings.privacy.en.clone(),
            instruments: plan.instruments.iter().map(chosen).collect(),
            pathways: taking_part.map(|pathway| pathway.slug.clone()).collect(),
        }
    }

    /// Whether this questionnaire is chosen for its group; of an untouched form the newest is.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(super) fn uses(&self, group: &RespondentGroup, named: &str) -> bool {
        let mut chosen = self.instruments.iter();
        chosen.any(|(code, value)| code == group.code() && value == named)
    }

    /// Whether the pathway takes part.
    pub(super) fn has(&self, pathway: &str) -> bool {
        self.pathways.iter().any(|slug| slug == pathway)
    }

    /// The plan, or that a day cannot be read.
    pub(super) fn plan(&self, choices: &Choices) -> Result<WavePlan, NoDay> {
        let day = |text: &str| text.trim().parse::<NaiveDate>().map_err(|_| NoDay);
        let used = |(group, named): &(String, String)| {
            let (id, version) = named.rsplit_once('@')?;
            let version: u32 = version.parse().ok()?;
            let known = choices.instruments.iter().any(|instrument| {
                instrument.id == id
                    && instrument.version == version
                    && instrument.group.code() == group
            });
            known.then_some(WaveInstrument {
                group: RespondentGroup::from_code(group)?,
                instrument: id.to_owned(),
                version,
            })
        };
        let pathways = choices.pathways.iter();
        Ok(WavePlan {
            title: Text::new(self.title_nl.trim(), self.title_en.trim()),
            opens: day(&self.opens)?,
            closes: day(&self.closes)?,
            settings: WaveSettings {
                lang: Lang::from_code(&self.lang).unwrap_or_default(),
                privacy: Text::new(self.privacy_nl.trim(), self.privacy_en.trim()),
                ..WaveSettings::default()
            },
            instruments: self.instruments.iter().filter_map(used).collect(),
            pathways: pathways
                .filter(|pathway| self.has(&pathway.slug))
                .map(|pathway| pathway.id)
                .collect(),
        })
    }
}

/// A day that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoDay;
use crate::extract::Posted;
