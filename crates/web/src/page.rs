//! The frame of every page.

use mkbroute_application::accounts::audit::may_read_log;
use mkbroute_application::accounts::privacy::may_handle_privacy;
use mkbroute_application::accounts::{Actor, may_manage_persons};
use mkbroute_application::organisations::may_see_organisations;
use mkbroute_application::outreach::may_see_funnel;
use mkbroute_application::pathways::{may_count_factors, may_give_support, may_see_network};
use mkbroute_application::surveys::editor::may_edit;
use mkbroute_domain::accounts::Role;
use mkbroute_domain::surveys::instrument::FormOfAddress;
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::words::{choose, number, spoken};

use crate::asks::Counts;
use crate::assets;
use crate::extract::Locale;
use crate::guard::FormToken;

/// Title, language and who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    /// The path of the page, for the language switch.
    pub(crate) path: String,
    /// Name and role of the signed-in person.
    pub(crate) who: Option<String>,
    /// Where the navigation leads besides what everybody may open.
    pub(crate) doors: Vec<&'static str>,
    /// How many things wait for the signed-in person.
    pub(crate) waits: Counts,
    /// Stands in every form: only our own pages know it.
    pub(crate) form_token: FormToken,
}

impl Page {
    pub(crate) fn new(locale: &Locale, title: &str) -> Self {
        Self {
            lang: locale.lang,
            title: title.to_owned(),
            path: locale.path.clone(),
            who: None,
            doors: Vec::new(),
            waits: Counts::default(),
            form_token: FormToken::default(),
        }
    }

    pub(crate) fn for_actor(mut self, actor: &Actor) -> Self {
        let acts = actor.role().map(|found| role(found, self.lang));
        let acts = acts.unwrap_or_else(|| self.t("geen rol", "no role"));
        self.who = Some(format!("{} · {acts}", actor.person.name));
        let doors = [
            ("/vragenlijsten", may_edit(actor)),
            ("/werving", may_see_funnel(actor)),
            ("/organisaties", may_see_organisations(actor)),
            ("/ondersteuning", may_give_support(actor)),
            ("/ondersteuning/factoren", may_count_factors(actor)),
            ("/leernetwerk", may_see_network(actor)),
            ("/personen", may_manage_persons(actor)),
            ("/logboek", may_read_log(actor)),
            ("/privacy/register", may_handle_privacy(actor)),
        ];
        let open = doors.into_iter().filter(|(_, opens)| *opens);
        self.doors = open.map(|(door, _)| door).collect();
        self
    }

    /// The words in the language of the page.
    pub(crate) fn t<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        choose(self.lang, nl, en)
    }

    /// The words in the language of the page, in Dutch as the respondent is spoken to.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn you<'a>(
        &self,
        to: &FormOfAddress,
        je: &'a str,
        u: &'a str,
        en: &'a str,
    ) -> &'a str {
        spoken(*to, self.lang, (je, u), en)
    }

    pub(crate) fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn date(&self, day: &chrono::NaiveDate) -> String {
        number::date(*day, self.lang)
    }

    /// The day of a moment.
    pub(crate) fn day(&self, moment: &chrono::DateTime<chrono::Utc>) -> String {
        self.date(&moment.date_naive())
    }

    /// Day and time of a moment, as clocks in Greenwich show it.
    pub(crate) fn moment(&self, moment: &chrono::DateTime<chrono::Utc>) -> String {
        format!("{}, {} UTC", self.day(moment), moment.format("%H:%M:%S"))
    }

    pub(crate) fn code(&self) -> &'static str {
        self.lang.code()
    }

    /// The other language: its code and its own name.
    pub(crate) fn other(&self) -> (&'static str, &'static str) {
        match self.lang {
            Lang::Nl => ("en", "English"),
            Lang::En => ("nl", "Nederlands"),
        }
    }

    /// The address of an embedded file.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    pub(crate) fn file(&self, name: &str) -> String {
        assets::address(name)
    }

    /// A role in words.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn role(&self, found: &Role) -> &'static str {
        role(*found, self.lang)
    }

    /// Whether the signed-in person may open this part of the program.
    pub(crate) fn opens(&self, door: &str) -> bool {
        self.doors.contains(&door)
    }

    /// A number beside an entry of the menu, with words for who does not see it; nothing for none.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn count(&self, waiting: &usize) -> String {
        let words = match (*waiting, self.lang) {
            (0, _) => return String::new(),
            (1, Lang::Nl) => "wacht op jou",
            (_, Lang::Nl) => "wachten op jou",
            (1, Lang::En) => "waits for you",
            (_, Lang::En) => "wait for you",
        };
        format!(" <span class=\"count\">{waiting}<span class=\"hidden\"> {words}</span></span>")
    }

    /// Whether the navigation marks this part as the present one.
    pub(crate) fn here(&self, start: &str) -> bool {
        if start == "/" {
            self.path == "/"
        } else {
            self.path.starts_with(start)
        }
    }
}

fn role(role: Role, lang: Lang) -> &'static str {
    let (nl, en) = match role {
        Role::Administrator => ("beheerder", "administrator"),
        Role::ProgrammeTeam => ("programmateam", "programme team"),
        Role::Researcher => ("onderzoeker", "researcher"),
        Role::Coordinator => ("coördinator", "coordinator"),
        Role::Teacher => ("docent", "teacher"),
        Role::CompanyContact => ("bedrijf", "company"),
        Role::Supervisor => ("praktijkbegeleider", "supervisor"),
        Role::Student => ("student", "student"),
        Role::BranchOrganisation => ("brancheorganisatie", "branch organisation"),
        Role::Foundation => ("stichting", "foundation"),
        Role::Intermediary => ("intermediair", "intermediary"),
    };
    choose(lang, nl, en)
}
