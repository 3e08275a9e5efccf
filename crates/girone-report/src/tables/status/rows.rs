//! How reports tell what is certain of a team.

use girone_model::Lang;

use crate::claim::Fate::{
    self, First, Out, PlayOffs, Promoted, Qualified, Relegated, Through, Within,
};
use crate::pattern::Row;

/// What a stretch of text says of a team's fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// It is so.
    Is(Fate),
    /// The same in words that also tell of other things: only ever confirmed.
    Loosely(Fate),
    /// The last place is certain.
    Last,
    /// The place that an ordinal names is certain.
    Place,
    /// The place that an ordinal names, or a better one, is certain.
    AtLeast,
    /// One of the first places, as many as a number names, is certain.
    Top,
    /// None of the first places, as many as a number names, can be reached.
    NotTop,
}

use Tells::{AtLeast, Is, Last, Loosely, NotTop, Place, Top};

const fn row(kind: Tells, pattern: &'static str) -> Row<Tells> {
    Row { kind, pattern, says: "" }
}

pub(super) fn rows(lang: Lang) -> &'static [Row<Tells>] {
    match lang {
        Lang::It => IT,
        Lang::En => EN,
    }
}

const EN: &[Row<Tells>] = &[
    // Qualified for a finals tournament.
    row(
        Is(Qualified),
        "@qualified|qualify|qualifies for the|their world|european|euros|finals|tournament",
    ),
    row(Is(Qualified), "@are|is [already|now|also] @going to the world|euros|finals"),
    row(Is(Qualified), "@reached|reach the world cup"),
    row(
        Is(Qualified),
        "@booked|secured|sealed|clinched|claimed|reached|earned|guaranteed ~4 @place|spot|berth|ticket|qualification ~1 at|for|in|to ~2 world|euros|euro|finals|european",
    ),
    row(
        Is(Qualified),
        "@place|spot|berth|ticket at|for|in|to the world|euros|european|finals ~2 @secured|sealed|booked|clinched|confirmed|assured|guaranteed|safe",
    ),
    row(
        Loosely(Qualified),
        "place|spot|berth|ticket|passage|tickets ~1 at|for|in|to ~1 @world|euros|euro|finals [cup]",
    ),
    row(Loosely(Qualified), "have|has|having already|now|also @qualified"),
    row(Loosely(Qualified), "<t> already @qualified"),
    row(Loosely(Qualified), "@already @qualified"),
    row(Loosely(Qualified), "are|is already|now @at the world|euros|finals"),
    // On into the next round.
    row(
        Is(Through),
        "@booked|secured|sealed|clinched|claimed|earned|guaranteed ~4 @place|spot|berth|passage in|through|into the|to ~1 last|round|knockout|quarter|semi|next",
    ),
    row(
        Is(Through),
        "@into|in|to|reach|reached|reaches|reaching|make|makes|made @the @last @eight|16|four|sixteen|32|thirty",
    ),
    row(
        Is(Through),
        "@into|reach|reached|reaches|reaching|make|makes|made @the @knockout|quarter|semi|final|round ~2 finals|rounds|stage|stages|phase|of|final",
    ),
    row(
        Loosely(Through),
        "are|is|now|already in|to the @knockout|quarter|semi @finals|rounds|stage|stages|phase|round|final",
    ),
    row(
        Loosely(Through),
        "@place|spot|berth @in @the @last|round|knockout|quarter|semi|next [eight|16|four|32]",
    ),
    row(Loosely(Through), "through to ~2 @final|semi|quarter|round|last"),
    row(Is(Through), "@are|were|is|go|goes|went|sent|sends ~1 @through"),
    row(Is(Through), "sent|sends|send|sending|put|puts|take|takes|carry|carries <t> @through"),
    row(
        Loosely(Through),
        "follow|follows|join|joins|joined|squeeze|squeezed|scrape|scraped|sneak|sneaked|got|get|put|puts|take|takes|carried|all|both|already|sending|safely|comfortably|also ~2 @through",
    ),
    row(Is(Through), "@progress|progressed|progresses|advance|advanced|advances to|into the"),
    row(
        Loosely(Through),
        "@progress|progressed|progresses|advance|advanced|advances|qualify|qualified|qualifies as|with|in|on|from|behind|alongside|together",
    ),
    row(
        Loosely(Through),
        "@qualification ~2 secured|sealed|assured|guaranteed|confirmed|wrapped|safe",
    ),
    row(
        Loosely(Through),
        "secured|sealed|clinched|confirmed|guaranteed|booked|earned ~1 @qualification|progress|progression",
    ),
    // Out.
    row(Is(Out), "knocked|dumped|put|sent|send|sends <t> @out|home"),
    row(Is(Out), "knocked|dumped|put|sent|send|sends ~2 <t> ~1 @out of the"),
    row(Is(Out), "<t> ~2 @knocked @out"),
    row(Is(Out), "<t> ~2 @go|goes|went|going|are|is @out"),
    row(Is(Out), "<t> ~3 @eliminated"),
    row(
        Is(Out),
        "are|were|is|be|been @out of the world|tournament|competition|euros|finals|running|cup|race|reckoning",
    ),
    row(Loosely(Out), "@are|is|were|go|goes|going @out"),
    row(Loosely(Out), "@out of it|contention"),
    row(Loosely(Out), "@out on goal|head|fair|points"),
    row(Loosely(Out), "@out , bottom|last|pointless|winless|having|beaten|with"),
    row(Is(Out), "@heading|head|headed|sent|sends|going|go|goes|fly|flies ~1 @home"),
    row(Is(Out), "<t> @home from|,|."),
    row(Is(Out), "@bow|bowed|bows|crash|crashed|dumped ~1 @out"),
    row(Loosely(Out), "@eliminated|eliminates|eliminating"),
    row(Loosely(Out), "@eliminated <t>"),
    row(Loosely(Out), "for ~5 it is|was @goodbye|farewell|over"),
    row(Loosely(Out), "@goodbye|farewell to|for the|<t>"),
    row(
        Loosely(Out),
        "no|any @chance|hope|way|prospect of|left ~2 qualifying|progressing|advancing",
    ),
    row(Loosely(Out), "@can|could no longer @qualify|advance|progress"),
    row(
        Loosely(Out),
        "@can|could no longer ~2 @reach|make the world|finals|last|knockout|euros|play",
    ),
    row(
        Loosely(Out),
        "@hopes|campaign|dream|adventure|tournament ~3 are|is @over|ended|dead|gone|finished",
    ),
    row(NotTop, "@out of the running|race|contention for ~2 top <n>"),
    row(NotTop, "@cannot|can no longer finish|make|reach in the top <n>"),
    // A place that nobody can take away.
    row(
        Place,
        "sure|certain|assured|guaranteed|confirmed|confident of|to|at|as|in ~2 @<o> [place|spot|position]",
    ),
    row(
        Place,
        "secured|secure|secures|sealed|seals|clinched|clinches|guaranteed|guarantees|assured|wrapped ~2 @<o> place|spot|position",
    ),
    row(
        Place,
        "@<o> place|spot|position ~3 secured|sealed|settled|guaranteed|assured|certain|safe|wrapped|confirmed|clinched|beyond",
    ),
    row(
        AtLeast,
        "sure|certain|assured|guaranteed|secured|sealed|clinched ~2 at|no least|worse|lower [than] @<o> [place|spot]",
    ),
    row(
        Is(First),
        "sure|certain|assured|guaranteed|confirmed|crowned of|to|at|as ~1 @top|winning|winners ~1 [group|spot|place|section]",
    ),
    row(
        Is(First),
        "secured|secure|secures|sealed|clinched|guaranteed|assured|wrapped ~2 @top @spot|place",
    ),
    row(
        Is(First),
        "@top @spot|place ~3 secured|settled|guaranteed|assured|certain|safe|sewn|beyond",
    ),
    row(Loosely(First), "already|officially|mathematically @winners|champions|top|first of|in"),
    row(
        Loosely(First),
        "@winners|top|first ~4 with a|one|two|<n> game|games|match|matches|round|rounds to spare|in",
    ),
    row(Loosely(First), "@clinched|sealed|secured|wrapped ~1 the|their @group|section"),
    row(
        Top,
        "sure|certain|assured|guaranteed|secured|sealed|clinched of|a|at ~2 @top <n> [finish|place|spot]",
    ),
    // Leagues and play-offs.
    row(Loosely(Relegated), "@relegated|relegation"),
    row(Last, "@place at the @foot|bottom ~4 @settled|confirmed|certain|sealed"),
    row(Last, "sure|certain|assured|guaranteed of|to|at ~2 @bottom|last"),
    row(
        Loosely(Relegated),
        "drop|drops|dropped|dropping|go|goes|went|fall|falls|slip|slips|down ~1 into|to @league [b|c|d]",
    ),
    row(Is(Promoted), "@promoted to"),
    row(Loosely(Promoted), "@promoted|promotion"),
    row(Loosely(Promoted), "up|back ~1 to|into @league [a|b|c]"),
    row(
        Loosely(PlayOffs),
        "into|in|to|for|reach|reached|face|enter|least|settle ~2 @play @offs|off",
    ),
    row(Loosely(PlayOffs), "@play @off|offs @place|spot|berth"),
    row(Loosely(PlayOffs), "@playoffs|playoff"),
];

const IT: &[Row<Tells>] = &[
    // Qualified for a finals tournament.
    row(Is(Qualified), "@qualificat* ~2 al|ai|per [il|i] mondiale|mondiali"),
    row(Is(Qualified), "@qualificat* ~2 all|agli|per [l|gli] europeo|europei"),
    row(
        Is(Qualified),
        "@vola|volano|stacca|staccano|conquista|conquistano|strappa|strappano|ottiene|ottengono|vale|ha|hanno ~4 @pass|biglietto|qualificazione ~2 mondiale|mondiali|europeo|europei",
    ),
    row(
        Loosely(Qualified),
        "pass|biglietto|qualificazione|volo|posto|strada|via|accesso ~1 per|al|ai|agli|all [il|i|l|gli] @mondiale|mondiali|europeo|europei",
    ),
    row(
        Loosely(Qualified),
        "e|sono|sara|saranno|vola|volano|va|vanno|torna|tornano ~1 al|ai|agli|all @mondiale|mondiali|europeo|europei",
    ),
    row(
        Loosely(Qualified),
        "@mondiale|mondiali|europeo|europei ~1 conquistat*|in|centrat*|raggiunt*",
    ),
    // On into the next round.
    row(
        Is(Through),
        "@qualificat* ~2 agli|ai|alle|per ottavi|quarti|semifinali|semifinale|finale|sedicesimi|playoff|spareggi",
    ),
    row(
        Is(Through),
        "@vola|volano|approda|approdano|accede|accedono|passa|passano|avanza|avanzano ~2 agli|ai|alle|in ottavi|quarti|semifinali|semifinale|finale|sedicesimi",
    ),
    row(
        Loosely(Through),
        "vale|valgono|regala|conquista|conquistano|stacca|staccano|centra|centrano|raggiunge|raggiungono|strappa|strappano|porta|portano|manda|spedisce|trova|trovano|vede|pass ~3 gli|agli|i|ai|le|alle @ottavi|quarti|semifinali|sedicesimi",
    ),
    row(
        Loosely(Through),
        "e|sono ~1 agli|ai|alle|in @ottavi|quarti|semifinali|semifinale|sedicesimi|finale",
    ),
    row(Is(Through), "@passa|passano|superano|supera|passato|superato il turno|girone"),
    row(
        Loosely(Through),
        "@passa|passano|avanza|avanzano|prosegue|avanti|passate|passata come|da|per|con|insieme",
    ),
    row(Loosely(Through), "va|vanno|andare @avanti"),
    row(
        Loosely(Through),
        "gia|comunque|ormai|aritmeticamente|matematicamente|pure|anche|ora @qualificat*|promoss*",
    ),
    row(Loosely(Through), "e|sono|era|erano|<t> @qualificat*|promoss*"),
    row(
        Loosely(Through),
        "@qualificat* con|come|da|grazie|insieme|nonostante|malgrado|in|,|.|;|agli|ai|alle",
    ),
    row(
        Loosely(Through),
        "@qualificazione|passaggio ~4 tasca|sicuro|acquisit*|ottenut*|conquistat*|centrat*|raggiunt*|cassaforte|blindat*|certezza|aritmetic*|matematic*|fatta",
    ),
    row(
        Loosely(Through),
        "centra|centrano|ottiene|ottengono|conquista|conquistano|blinda|blindano|timbra|firma|strappa|strappano|festeggia|festeggiano|celebra ~2 @qualificazione|passaggio",
    ),
    row(Loosely(Through), "passaggio del @turno"),
    // Out.
    row(Is(Out), "@eliminat*"),
    row(Is(Out), "@fuori dal|dai|dall|dagli mondiale|mondiali|europeo|europei|torneo|giochi|coppa"),
    row(
        Is(Out),
        "@saluta|salutano|lascia|lasciano|abbandona ~2 mondiale|mondiali|europeo|torneo|rassegna|competizione",
    ),
    row(Is(Out), "@torna|tornano|va|vanno @a @casa"),
    row(
        Loosely(Out),
        "e|sono|<t>|:|gia|cosi|invece|ormai|definitivamente|matematicamente|resta|restano @fuori",
    ),
    row(Loosely(Out), "@fuori dalla|dal|da corsa|lotta|ogni|tutto|gioco"),
    row(Loosely(Out), "@saluta|salutano|salutati|addio"),
    row(Loosely(Out), "@eliminazione ~2 certa|sicura|aritmetica|matematica|gia"),
    row(Loosely(Out), "e|sono @condannat*|estromess*"),
    row(
        Loosely(Out),
        "@avventura|sogno|corsa|cammino|mondiale|europeo ~4 e|sono|gia @finit*|terminat*|conclus*",
    ),
    row(NotTop, "@fuori|tagliat* dai|dalle prim* <n>"),
    // A place that nobody can take away.
    row(
        Place,
        "sicur*|cert*|matematic*|aritmetic*|padron* ~2 @<o> [posto|piazza|posizione|del|nel]",
    ),
    row(
        Place,
        "@<o> posto|piazza|posizione ~4 aritmetic*|matematic*|cert*|sicur*|blindat*|acquisit*|cassaforte|garantit*|assicurat*|tasca|decis*",
    ),
    row(
        Place,
        "assicura|assicurano|assicurat*|blinda|blindano|blindat*|garantisce|garantiscono|mette|ipoteca ~2 @<o> posto|piazza|posizione",
    ),
    row(
        AtLeast,
        "assicura|assicurano|assicurat*|blinda|blindano|garantisce|garantiscono|cert*|sicur*|aritmetic*|matematic* ~2 almeno ~1 @<o> [posto|piazza]",
    ),
    row(
        Is(Within(1, 1)),
        "@primato|vetta|testa ~3 aritmetic*|matematic*|blindat*|acquisit*|cert*|cassaforte",
    ),
    row(Is(First), "sicur*|cert* del|di @primato|vincere ~2"),
    row(Loosely(First), "@padron* del @girone|gruppo"),
    row(Loosely(First), "non @puo|possono piu|essere ~1 @raggiunt*|superat*|scavalcat*|ripres*"),
    row(Loosely(First), "@irraggiungibil*|imprendibil*"),
    row(Is(Within(2, 2)), "@piazza @d @onore ~7 sicuro|cert*|blindat*|acquisit*"),
    row(Top, "sicur*|cert* ~2 @prim* <n> [posti|due]"),
    // Leagues and play-offs.
    row(Last, "@ultimo @posto ~2 aritmetic*|matematic*|certo|sicuro|gia"),
    row(Loosely(Relegated), "@retrocess*|retrocede|retrocedono|retrocessione"),
    row(
        Loosely(Relegated),
        "scende|scendono|scivola|scivolano|cade|finisce|finiscono|va|vanno ~1 in @lega [b|c|d]",
    ),
    row(Loosely(Promoted), "@promoss*|promozione"),
    row(Loosely(Promoted), "sale|salgono|torna|tornano|vola|volano|approda ~1 in @lega [a|b|c]"),
    row(
        Loosely(PlayOffs),
        "agli|ai|gli|i|per|dagli|negli|allo @spareggi|playoff|play|spareggio [off]",
    ),
];
