//! Mkb-routes.

mod add_pathway;
pub(crate) mod asks;
mod at_wave;
mod business_case;
mod change_phase;
mod change_profile;
mod criteria;
mod factors;
mod facts;
mod find;
mod find_pathways;
mod judge_criterion;
mod list_pathways;
mod lists;
mod national;
mod network;
mod partners;
mod pathway_sheet;
mod places;
mod plan;
mod set_intake;
mod support;
mod taking_part;

pub use add_pathway::{
    AddPathwayError, NewPathway, add_pathway, known_hogescholen, may_add_pathways,
};
pub(crate) use at_wave::pathways_of_wave;
pub use business_case::{CaseError, CaseSheet, case_sheet, save_case};
pub use change_phase::{ChangePhaseError, PhaseStep, change_phase};
pub use change_profile::{ChangeProfileError, ProfileChange, change_profile, register_pathway};
pub use criteria::{DEFINITION, LATER, criteria_sets};
pub use factors::{
    FACTORS_A_PAGE, FactorCount, FactorList, FactorsOfPathway, MOST_FACTORS, NamedFactor,
    NoteFactorError, TypedFactor, count_factors, end_factor, export_factors, factor_lists,
    factors_of_pathway, list_factors, may_count_factors, note_factor,
};
pub(crate) use find::{find_pathway, told};
pub use find_pathways::{PathwayFilter, PathwayLine, find_pathways};
pub use judge_criterion::{JudgeError, Judgement, judge_criterion};
pub use list_pathways::list_pathways;
pub use mkbroute_store::{
    FactorFilter, KeptSupport, MeetingFilter, MeetingNumbers, MeetingWhen, SupportFilter,
    SupportOwner,
};
pub use national::{CriterionCount, EXPECTED, National, national};
pub use network::{
    Attendance, Invited, InvitedPathway, InvitedPerson, MEETINGS_A_PAGE, MOST_MEETINGS,
    MeetingError, MeetingForm, MeetingLine, MeetingList, MeetingSheet, TypedMeeting,
    answer_meeting, call_off, change_meeting, export_meetings, list_meetings, may_run_network,
    may_see_network, meeting_form, meeting_sheet, note_attendance, plan_meeting,
};
pub use partners::{PartnersChange, PartnersError, PartnersPage, change_partners, partners_page};
pub use pathway_sheet::{PathwaySheet, Work, pathway_sheet, work_on_pathway};
pub use places::{PathwayPlaces, Spot, pathway_places};
pub(crate) use plan::plan_templates;
pub use plan::{PlanChange, PlanError, PlanSheet, PlanSource, change_plan, plan_sheet, start_plan};
pub use set_intake::{SetIntakeError, TypedIntake, set_intake};
pub use support::{
    AskSupportError, HandleSupportError, KindTally, MOST_SUPPORT, NamedRequest, REQUESTS_A_PAGE,
    RequestSheet, SupportDeed, SupportList, SupportOfPathway, ask_support, export_support,
    handle_support, list_support, may_give_support, support_kinds, support_of_pathway,
    support_request,
};
pub use taking_part::{TakingPart, Told, YearOfStudents};
