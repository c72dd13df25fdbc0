//! Waves, questionnaires and answering.

mod answering;
pub(crate) mod asks;
mod draft;
pub mod editor;
pub mod fielding;
mod import_responses;
mod instruments;
pub mod invitations;
mod linking;
mod list_waves;
mod open_link;
mod save_section;
mod search;
mod study;
mod submit_response;
mod token;
mod wave_overview;
mod withdraw_response;

pub use answering::{AnsweringState, Questionnaire, promises_anonymity, questionnaire};
pub use import_responses::{ImportResponsesError, RejectedRow, import_responses};
pub use instruments::{ImportError, OtherGroup, import_instrument, instrument, load_instrument};
pub use list_waves::{WaveCard, WaveFilter, find_waves, list_waves};
pub use open_link::{OpenedLink, begin_response, open_link};
pub use save_section::{SaveError, allow_use, save_section};
pub(crate) use study::load_study;
pub use study::{ChangeStudyError, StudyChange, change_study, known_instruments, study};
pub use submit_response::{SubmitError, submit_response};
pub use token::{NotAToken, Token};
pub use wave_overview::{LinkLine, WaveOverview, find_wave, wave_overview};
pub use withdraw_response::withdraw_response;
