//! How reports tell what follows from what: "a point is enough to win the group".

use girone_model::Lang;

use crate::claim::Fate;
use crate::pattern::Row;

/// What a stretch of a conditional sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A condition: a team, what it does, against whom; the underlined word parts
    /// the two teams.
    If(Does),
    /// A condition by its result only, of this match or of one to come.
    With(Does),
    /// A condition that carries on another one.
    And(Does),
    /// A result that is said to be needed.
    Needs(Does),
    /// What follows.
    Then(Aim),
    /// More than one condition of which either is enough, or an exception: left
    /// alone.
    Else,
}

/// What a team makes of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    Win,
    Draw,
    /// A draw or better.
    Point,
    Defeat,
}

/// What is said to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    Fate(Fate),
    /// One of the first places.
    Top(u8),
}

use Does::{Defeat, Draw, Point, Win};
use Part::{And, If, Needs, Then, With};

const fn row(kind: Part, pattern: &'static str) -> Row<Part> {
    Row { kind, pattern, says: "" }
}

const FIRST: Part = Then(Aim::Top(1));
const SECOND: Part = Then(Aim::Top(2));
const QUALIFIED: Part = Then(Aim::Fate(Fate::Qualified));
const THROUGH: Part = Then(Aim::Fate(Fate::Through));
const OUT: Part = Then(Aim::Fate(Fate::Out));

pub(super) fn rows(lang: Lang) -> &'static [Row<Part>] {
    match lang {
        Lang::It => IT,
        Lang::En => EN,
    }
}

const EN: &[Row<Part>] = &[
    // What is done.
    row(
        If(Win),
        "if|should|provided|providing [that] [they|he|it|we] [<t>] ~1 @beat|beats|defeat|defeats|overcome|overcomes|conquer|conquers [<t>]",
    ),
    row(
        If(Win),
        "if|should|provided|providing [that] [they|it|we] [<t>] ~1 @win|wins ~2 against|at|over|away|in|to|home ~1 [<t>]",
    ),
    row(If(Win), "if|should|provided|providing [that] [they|it|we] [<t>] ~1 @win|wins"),
    row(
        If(Draw),
        "if|should|provided|providing [that] [they|it|we] [<t>] ~1 @draw|draws with|against|at|away|in ~1 [<t>]",
    ),
    row(If(Draw), "if|should|provided|providing [that] [they|it|we] [<t>] ~1 @draw|draws"),
    row(
        If(Point),
        "if|should|provided|providing|as [long] [as] [that] [they|it|we] [<t>] ~1 @avoid|avoids defeat|losing against|at|to|by|away|in ~1 [<t>]",
    ),
    row(
        If(Point),
        "if|should|provided|providing|as [long] [as] [that] [they|it|we] [<t>] ~1 @avoid|avoids defeat|losing",
    ),
    row(
        If(Point),
        "if|provided|providing|as [long] [as] [that] [they|it|we] [<t>] ~1 @don|doesn|do|does t|not lose [against|at|to|away|in] [<t>]",
    ),
    row(
        If(Point),
        "if|should|provided|providing [that] [they|it|we] [<t>] ~1 @take|takes|get|gets|pick|picks|earn|earns [up] [at] [least] a|one point|draw [against|at|from|away|in] [<t>]",
    ),
    row(
        If(Defeat),
        "if|should [they|it|we] [<t>] ~1 @lose|loses ~1 to|against|at|away|in ~1 [<t>]",
    ),
    row(If(Defeat), "if|should [they|it|we] [<t>] ~1 @lose|loses"),
    row(And(Win), "and [if] <t> ~1 @beat|beats|defeat|defeats ~1 <t>"),
    row(And(Win), "and [if] <t> ~1 @win|wins ~2 against|at|over|away|in|to|home ~1 [<t>]"),
    row(And(Win), "and [if] <t> ~1 @win|wins"),
    row(And(Draw), "and [if] <t> ~1 @draw|draws ~1 [with|against|at|in] ~1 [<t>]"),
    row(And(Point), "and [if] <t> ~1 @avoid|avoids defeat ~1 [against|at|in] ~1 [<t>]"),
    row(And(Defeat), "and [if] <t> ~1 @lose|loses ~1 [to|against|at|in] ~1 [<t>]"),
    row(With(Win), "with|through a|another|any @win|victory ~1 against|over|at|in|away ~1 [<t>]"),
    row(With(Win), "with a|another|any @win|victory"),
    row(With(Point), "with a|one @point|draw ~1 against|at|in|away|from ~1 [<t>]"),
    row(With(Point), "with a|one @point|draw"),
    row(If(Win), "@victory ~1 against|over|at|in ~1 [<t>] ~3 will|would|ll|enough"),
    row(Part::Else, "can|could|may|might|cannot"),
    // What is enough.
    row(
        If(Win),
        "a|another|any|one @win|victory ~1 against|over|at|in|away ~1 [<t>] ~3 will|would|ll|enough",
    ),
    row(If(Win), "a|another|any|one @win|victory ~3 will|would|ll|enough"),
    row(
        If(Point),
        "a|one|single @point|draw ~1 against|at|in|away|from|with ~1 [<t>] ~3 will|would|ll|enough",
    ),
    row(If(Point), "a|one|single @point|draw ~3 will|would|ll|enough"),
    row(If(Point), "@avoiding defeat ~1 against|at|in|to|away ~1 [<t>] ~2 will|would|ll|enough"),
    // What is needed.
    row(
        Needs(Point),
        "[<t>] need|needs|require|requires|needing [only|just] a|one|single @point|draw [from|against|at|in|away] ~1 [<t>]",
    ),
    row(
        Needs(Point),
        "only|just need|needs to @avoid defeat|losing ~1 [against|to|at|in] ~1 [<t>]",
    ),
    row(
        Needs(Point),
        "[<t>] need|needs|must [only|just] [to|only] @avoid defeat|losing [against|to|at|in|away] ~1 [<t>]",
    ),
    row(
        Needs(Win),
        "[<t>] need|needs|require|requires|needing [only|just] a|another @win|victory [from|against|over|at|in|away] ~1 [<t>]",
    ),
    row(Needs(Win), "[<t>] need|needs|must|have|has [to] @win|beat [against|at|in|away] ~1 [<t>]"),
    row(Part::Else, "if|should ~6 or"),
    row(Part::Else, "unless"),
    row(Part::Else, "even if|with|though"),
    // What follows.
    row(FIRST, "win|wins|top|tops|take|takes|winning|topping the|their group|section|pool"),
    row(
        FIRST,
        "win|wins|top|tops|topping|winning|seals|seal|clinch|clinches|secure|secures|guarantee|guarantees|finish|finishes|take|takes|claim|claims ~3 first|top [place|spot]",
    ),
    row(FIRST, "group [<l>] winners"),
    row(FIRST, "win|wins|top|tops|winning|topping group [<l>]"),
    row(FIRST, "be|finish first|top"),
    row(FIRST, "sure|certain of ~1 first|top"),
    row(FIRST, "guarantee|give|hand|secure|seal ~2 first|top place|spot"),
    row(THROUGH, "sure|certain of ~2 play - off|offs"),
    row(
        SECOND,
        "guarantee|guarantees|secure|secures|seal|seals|clinch|clinches|be|finish|of|sure ~3 second [place|spot]",
    ),
    row(SECOND, "guarantee|guarantees|secure|secures|seal|seals|clinch ~2 top two"),
    row(
        QUALIFIED,
        "qualify|qualified|qualification|place|spot|ticket|berth|reach|reaching|be|at ~2 for|at|to|in|the ~2 world|euros|finals|euro|european",
    ),
    row(QUALIFIED, "to|will|would|automatic|secure|seal|clinch|guarantee qualify|qualification"),
    row(THROUGH, "will|would|be|are|is|them|go|through|sends|send through"),
    row(THROUGH, "advance|progress|knockout|last sixteen|16|32|eight|stage|round|phase"),
    row(THROUGH, "play - off|offs"),
    row(THROUGH, "playoff|playoffs"),
    row(OUT, "will|would|be|are|is out|eliminated"),
    row(OUT, "go|knocked out"),
];

const IT: &[Row<Part>] = &[
    row(
        If(Win),
        "se [solo] [il|la|l|lo|i|gli|le] [<t>] ~1 @batte|battono|battera|batteranno|battesse|battessero|supera|superano|sconfigge|sconfiggono ~1 [<t>]",
    ),
    row(
        If(Win),
        "se [solo] [il|la|l|lo|i|gli|le] [<t>] ~1 @vince|vincono|vincera|vinceranno|vincesse|vincessero ~2 contro|con|col|in|a|su|sul|sulla|sull ~1 [<t>]",
    ),
    row(
        If(Win),
        "se [solo] [il|la|l|lo|i|gli|le] [<t>] ~1 @vince|vincono|vincera|vinceranno|vincesse|vincessero",
    ),
    row(
        If(Draw),
        "se [il|la|l|lo|i|gli|le] [<t>] ~1 @pareggia|pareggiano|pareggera|pareggeranno|pareggiasse|pareggiassero ~2 contro|con|col|in ~1 [<t>]",
    ),
    row(
        If(Draw),
        "se [il|la|l|lo|i|gli|le] [<t>] ~1 @pareggia|pareggiano|pareggera|pareggeranno|pareggiasse|pareggiassero",
    ),
    row(
        If(Point),
        "se [il|la|l|lo|i|gli|le] [<t>] @non perde|perdono|perdera|perderanno|perdesse|perdessero ~1 contro|con|col|in ~1 [<t>]",
    ),
    row(
        If(Point),
        "se [il|la|l|lo|i|gli|le] [<t>] @non perde|perdono|perdera|perderanno|perdesse|perdessero",
    ),
    row(
        If(Point),
        "se [il|la|l|lo|i|gli|le] [<t>] @evita|evitano|evitera|eviteranno|evitasse la sconfitta ~1 [contro|con|col|in] ~1 [<t>]",
    ),
    row(
        If(Defeat),
        "se [il|la|l|lo|i|gli|le] [<t>] @perde|perdono|perdera|perderanno|perdesse|perdessero ~2 contro|con|col|in ~1 [<t>]",
    ),
    row(
        If(Defeat),
        "se [il|la|l|lo|i|gli|le] [<t>] @perde|perdono|perdera|perderanno|perdesse|perdessero",
    ),
    row(
        With(Win),
        "@vincendo|battendo|superando ~2 [contro|con|col|in|a|su|sul|sulla] [il|la|l|lo|i|gli|le] [<t>]",
    ),
    row(
        And(Win),
        "e|ed [se] [il|la|l|lo|i|gli|le] <t> ~1 @batte|battono|supera|superano|sconfigge ~1 [<t>]",
    ),
    row(
        And(Win),
        "e|ed [se] [il|la|l|lo|i|gli|le] <t> ~1 @vince|vincono ~2 contro|con|col|in|a|su|sul ~1 [<t>]",
    ),
    row(And(Win), "e|ed [se] [il|la|l|lo|i|gli|le] <t> ~1 @vince|vincono|vincera|vincesse"),
    row(
        And(Draw),
        "e|ed [se] [il|la|l|lo|i|gli|le] <t> ~1 @pareggia|pareggiano ~1 [contro|con|col|in] ~1 [<t>]",
    ),
    row(
        And(Defeat),
        "e|ed [se] [il|la|l|lo|i|gli|le] <t> ~1 @perde|perdono ~1 [contro|con|col|in] ~1 [<t>]",
    ),
    row(
        And(Point),
        "e|ed [se] [il|la|l|lo|i|gli|le] <t> @non perde|perdono ~1 [contro|con|col|in] ~1 [<t>]",
    ),
    row(Part::Else, "puo|possono|potra|potranno|potrebbe|potrebbero"),
    row(With(Win), "con una|un @vittoria|successo"),
    row(With(Point), "con un @punto|pareggio"),
    row(
        With(Win),
        "con una|un|i|tre @vittoria|successo|punti ~1 contro|su|sul|sulla|sull|con|col|in|a ~1 [<t>]",
    ),
    row(If(Win), "in caso di @vittoria|successo ~1 [contro|su|sul|sulla|con|col|in|a] ~1 [<t>]"),
    row(With(Point), "con un @punto|pareggio ~1 contro|con|col|in|a ~1 [<t>]"),
    row(If(Draw), "in caso di @pareggio ~1 [contro|con|col|in|a] ~1 [<t>]"),
    row(If(Defeat), "in caso di @sconfitta|ko ~1 [contro|con|col|in|a] ~1 [<t>]"),
    // What is enough.
    row(
        If(Point),
        "basta|bastera|basterebbe [a|al|alla|all|allo|ai|agli|alle] [<t>] un|il|anche [un] @punto|pareggio [contro|con|col|in|a|sul|nell|nella|al|alla|di] ~1 [<t>]",
    ),
    row(If(Point), "[<t>] un @punto|pareggio ~3 basta|bastera|basterebbe"),
    row(
        If(Point),
        "basta|bastera|basterebbe [a|al|alla|all|allo|ai|agli|alle] [<t>] @non perdere [contro|con|col|in|a] ~1 [<t>]",
    ),
    row(
        If(Win),
        "basta|bastera|basterebbe|bastano [a|al|alla|all|allo|ai|agli|alle] [<t>] una|un|la @vittoria|successo [contro|su|sul|sulla|sull|con|col|in|a] ~1 [<t>]",
    ),
    row(
        If(Win),
        "basta|bastera|basterebbe [a|al|alla|all|allo|ai|agli|alle] [<t>] @vincere|battere [contro|su|sul|sulla|con|col|in|a|il|la|l] ~1 [<t>]",
    ),
    row(If(Win), "una|un @vittoria|successo ~4 basta|bastera|basterebbe"),
    // What is needed.
    row(
        Needs(Point),
        "[<t>] serve|servira|servirebbe|manca [ancora|solo|soltanto|almeno] [a|al|alla|all|ai|agli] [<t>] un @punto|pareggio [contro|con|col|in|a] ~1 [<t>]",
    ),
    row(
        Needs(Point),
        "[<t>] ha|hanno bisogno [solo|soltanto|ancora] di un @punto|pareggio [contro|con|col|in|a] ~1 [<t>]",
    ),
    row(
        Needs(Win),
        "[<t>] serve|servira|servirebbe|servono [ancora|solo] [a|al|alla|all|ai|agli] [<t>] una|un|la @vittoria|successo [contro|su|sul|sulla|con|col|in|a] ~1 [<t>]",
    ),
    row(
        Needs(Win),
        "[<t>] ha|hanno bisogno di una|un @vittoria|successo [contro|su|sul|sulla|con|col|in|a] ~1 [<t>]",
    ),
    row(
        Needs(Win),
        "[<t>] deve|devono|dovra|dovranno @vincere|battere [contro|con|col|in|a|il|la|l] ~1 [<t>]",
    ),
    row(
        Needs(Point),
        "[<t>] deve|devono|dovra|dovranno [solo|soltanto] @non|evitare perdere|di|la [perdere|sconfitta] [contro|con|col|in|a] ~1 [<t>]",
    ),
    row(Part::Else, "se ~6 o|oppure"),
    row(Part::Else, "a meno"),
    row(Part::Else, "anche se|con|perdendo|pareggiando"),
    // What follows.
    row(
        FIRST,
        "vince|vincono|vincere|vincera|vinceranno|vincerebbe|vincerebbero|conquist*|chiude|chiuderebbe|aggiudic* il girone|gruppo|raggruppamento",
    ),
    row(FIRST, "prim* posto|piazza"),
    row(
        FIRST,
        "e|sono|sara|saranno|sarebbe|sarebbero|chiude|chiudono|chiudere|chiudera|chiuderebbe|arriv*|finire|finisce|finirebbe [al|la|il] prim* ~1",
    ),
    row(FIRST, "vittoria del girone|gruppo"),
    row(SECOND, "second* posto|piazza"),
    row(
        QUALIFIED,
        "qualific*|va|andra|andranno|andrebbe|andrebbero|andare|vanno|volare|vola|staccare|stacca|pass|biglietto|posto ~4 al|ai|per|agli|all ~1 mondiale|mondiali|europeo|europei",
    ),
    row(QUALIFIED, "pass|biglietto|ticket ~2 mondiale|mondiali|europeo|europei|mondiale"),
    row(QUALIFIED, "qualificat*|qualificazione|qualificarsi|qualifica|qualificano|qualificherebbe"),
    row(
        THROUGH,
        "passa|passare|passano|passera|passerebbe|supera|superare|supererebbe il turno|girone|gruppo",
    ),
    row(THROUGH, "ottavi|sedicesimi|playoff|spareggi|spareggio|quarti"),
    row(OUT, "e|sono|sara|saranno|sarebbe|sarebbero|finisce|resta|restano fuori|eliminat*"),
];
