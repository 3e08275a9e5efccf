//! How reports tell who scored which goal: rows for both languages.

use crate::claim::Part;
use crate::pattern::Row;

/// What a row says about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Scored.
    Scored,
    /// Scored this goal.
    Part(Part),
    /// Scored this goal, loosely said.
    Loosely(Part),
    /// Scored as many.
    Count(u16),
    /// Scored as many, or the team's goal of that number.
    CountOrNth(u16),
    /// Scored as many as the number says.
    Number,
    /// Scored a penalty.
    Penalty,
    /// Scored an own goal.
    Own,
    /// Did something else: set up a goal, was saved, was sent off.
    Else,
}

const fn row(kind: Told, pattern: &'static str) -> Row<Told> {
    Row { kind, pattern, says: "" }
}

/// A row that is also written.
const fn both(kind: Told, pattern: &'static str, says: &'static str) -> Row<Told> {
    Row { kind, pattern, says }
}

use Told::{Count, CountOrNth, Else, Loosely, Number, Own, Penalty, Scored};

pub(crate) const IT: &[Row<Told>] = &[
    // Lists of scorers: "Lukaku 15' rig., De Bruyne 18' rig., 76' (doppietta)".
    row(Penalty, "<p> <n> [+] [<n>] ' @rig"),
    row(Penalty, "<p> <n> [+] [<n>] ' [rig] [.] , <n> [+] [<n>] ' @rig"),
    row(
        Penalty,
        "<p> <n> [+] [<n>] ' [rig] [.] , <n> [+] [<n>] ' [rig] [.] , <n> [+] [<n>] ' @rig",
    ),
    row(Own, "<p> <n> [+] [<n>] ' @aut"),
    row(Count(2), "<p> <n> [+] [<n>] ' [rig] [.] , <n> [+] [<n>] ' [rig] [.] ( @doppietta )"),
    row(
        Count(3),
        "<p> <n> [+] [<n>] ' [rig] [.] , <n> [+] [<n>] ' [rig] [.] , <n> [+] [<n>] ' [rig] [.] ( @tripletta )",
    ),
    row(Told::Part(Part::Opener), "apre|aprono|apriva ~4 <p>"),
    both(
        Told::Part(Part::Opener),
        "<p> ~3 apre|apriva|sblocca|sbloccato|sbloccava|aperto",
        "{person} sblocca il risultato.",
    ),
    row(Told::Part(Part::Opener), "sblocca|sbloccarla|sbloccare|sbloccato|sbloccata ~5 <p>"),
    row(Told::Part(Part::Opener), "rompe|rotto ~4 <p>"),
    row(Told::Part(Part::Opener), "primo gol|sigillo ~1 di|del|dello <p>"),
    row(
        Told::Part(Part::GoAhead),
        "avanti|vantaggio ~5 con|grazie|di|del|dello|firmato [a|al|da] ~3 <p>",
    ),
    both(
        Told::Part(Part::GoAhead),
        "<p> ~3 porta|portato|manda ~4 avanti|vantaggio",
        "{person} porta in vantaggio {il side}.",
    ),
    row(Told::Part(Part::GoAhead), "porta|manda ~2 avanti|vantaggio ~4 <p>"),
    row(Told::Part(Part::GoAhead), "sorpasso ~2 di|firmato [da] ~1 <p>"),
    row(
        Told::Part(Part::Equaliser),
        "pari|pareggio|pareggi|1-1 di|del|dello|firmato|con|per [da] ~3 <p>",
    ),
    row(Told::Part(Part::Equaliser), "pareggia|impatta|riequilibra|pareggiano|riacciuffa ~5 <p>"),
    both(
        Told::Part(Part::Equaliser),
        "<p> ~3 pareggia|impatta|riequilibra|riacciuffa|pareggiato",
        "{person} pareggia.",
    ),
    row(Told::Part(Part::Equaliser), "<p> ~2 trova|firma|sigla|segna|realizza ~1 pari|pareggio"),
    row(Told::Part(Part::Equaliser), "<p> ~3 rimette|ristabilisce ~3 equilibrio|parita"),
    row(Else, "non basta|bastano ~3 <p>"),
    row(Else, "<p> ~2 chiude|chiudono a|con <n>"),
    row(
        Else,
        "papera|regalo|frittata|pasticcio|scivolone|colpa|rimpallo|carambola|deviazione ~2 di|del|dello|su <p>",
    ),
    row(Scored, "<p> ~2 colpisce|colpiva|colpito ~2 ancora|due|tre|al|all|dopo|anche|subito|di"),
    row(Scored, "colpisce ~1 <p>"),
    row(Scored, "<p> ~2 gela|gelato|fredda|freddato|raggela|raggelato ~1 gli|i|il|lo|la|l|tutti"),
    row(Told::Part(Part::Equaliser), "pareggio|pari lo|l ~5 <p>"),
    row(Told::Part(Part::Opener), "vantaggio lo|l ~5 <p>"),
    row(Told::Part(Part::Winner), "decide|decisivo|risolve|decisiva|basta ~5 <p>"),
    both(
        Told::Part(Part::Winner),
        "<p> ~2 decide|risolve|regala|decisivo",
        "{person} decide la partita.",
    ),
    row(
        Told::Part(Part::Winner),
        "gol|rete vittoria|decisivo|decisiva|partita ~2 di|del|dello|e|porta|firmata|firmato [la] [firma] [di] [da] ~1 <p>",
    ),
    row(
        Told::Part(Part::Doubles),
        "raddoppio|raddoppia|raddoppiano|2-0 ~2 di|del|dello|con|firmato|per|e|ancora [da] ~3 <p>",
    ),
    row(Told::Part(Part::Doubles), "raddoppia|raddoppiano ~3 <p>"),
    both(
        Told::Part(Part::Doubles),
        "<p> ~3 raddoppia|raddoppiava|raddoppiato",
        "{person} raddoppia.",
    ),
    row(Told::Part(Part::OfTeam(3)), "tris ~2 di|del|dello|con|firmato|per|e [da] ~3 <p>"),
    both(
        Told::Part(Part::OfTeam(3)),
        "<p> ~3 cala|firma|segna|serve ~1 tris",
        "{person} cala il tris.",
    ),
    row(Told::Part(Part::OfTeam(3)), "cala|firma ~1 tris ~1 <p>"),
    row(Told::Part(Part::OfTeam(4)), "poker ~2 di|con|firmato [da] ~2 <p>"),
    row(Told::Part(Part::PullsBack), "accorcia|dimezza|accorciano|riapre ~5 <p>"),
    both(
        Told::Part(Part::PullsBack),
        "<p> ~3 accorcia|dimezza|riapre|accorciava|dimezzato",
        "{person} accorcia le distanze.",
    ),
    both(
        Told::Part(Part::Last),
        "<p> ~3 chiude|arrotonda|fissa|completa|sigilla|suggella",
        "{person} chiude i conti.",
    ),
    row(Loosely(Part::Adds), "chiude|arrotonda|completa|sigilla|suggella ~5 <p>"),
    row(Told::Part(Part::Last), "fissa ~6 <p>"),
    row(
        Told::Part(Part::Last),
        "<p> a firmare|siglare|segnare|realizzare l ultima|ultimo rete|gol",
    ),
    row(Told::Part(Part::Last), "aperto|aperta ~8 chiuso|chiusa da <p>"),
    row(
        Told::Part(Part::Last),
        "ultimo|ultima|definitivo|definitiva ~3 di|del|dello|con [da] ~2 <p>",
    ),
    row(Told::Part(Part::Consolation), "gol|rete della bandiera ~2 <p>"),
    both(
        Told::Part(Part::Consolation),
        "<p> ~4 della bandiera",
        "{person} segna il gol della bandiera.",
    ),
    row(Told::Part(Part::Answers), "risponde|replica|risposto|replicato ~3 <p>"),
    row(Told::Part(Part::Answers), "<p> ~2 risponde|replica"),
    row(Told::Count(2), "@doppietta ~4 di|del|dello|per|con|firmata [da] ~2 <p>"),
    both(Count(2), "<p> ~6 @doppietta", "{person} segna una doppietta."),
    row(Count(2), "<p> ~2 @due @volte"),
    row(Count(2), "@due @volte ~2 <p>"),
    row(CountOrNth(2), "@bis di ~1 <p>"),
    row(Count(3), "@tripletta ~4 di|del|dello|per|con|firmata [da] ~2 <p>"),
    both(Count(3), "<p> ~6 @tripletta", "{person} segna una tripletta."),
    row(Count(3), "<p> ~2 @tre @volte"),
    row(CountOrNth(4), "@poker|quaterna di|del ~1 <p>"),
    row(CountOrNth(4), "<p> ~4 firma|segna|cala ~1 @poker"),
    both(
        Number,
        "<p> ~2 segna|realizza|firma|autore [di] <n> gol|reti",
        "{person} segna {n|gol|gol}.",
    ),
    row(Number, "<n> gol|reti di|per <p>"),
    row(Penalty, "@rigore|penalty ~3 di|del|dello|trasformato|realizzato|con|firmato [da] ~2 <p>"),
    both(Penalty, "<p> ~4 @rigore", "{person} segna su rigore."),
    row(Penalty, "<p> ~4 dagli @undici @metri"),
    row(Penalty, "<p> ~4 dal @dischetto"),
    row(Penalty, "dal @dischetto|rigore ~4 <p>"),
    row(Penalty, "su @rigore ~2 <p>"),
    row(Penalty, "su @rigore , <p>"),
    row(Penalty, "dal @dischetto , <p>"),
    row(Penalty, "dagli @undici @metri [,] <p>"),
    row(Penalty, "<p> , [su] @rigore"),
    row(Penalty, "<p> , dal @dischetto"),
    row(Penalty, "<p> , dagli @undici @metri"),
    row(Penalty, "<p> ~2 trasforma|realizza ~1 @penalty|rigore"),
    row(Number, "<p> ne fa|faceva|segna|realizza|rifila|firma <n>"),
    row(Number, "<n> i|le gol|reti di <p>"),
    row(Number, "<n> : i|le gol|reti di <p>"),
    row(Number, "<p> [,] ~1 a segno <n> volte"),
    row(Number, "<p> ~3 segna|colpisce <n> volte"),
    row(Count(2), "<p> : @doppietta"),
    row(Count(3), "<p> : @tripletta"),
    row(Count(2), "@doppiette di <p>"),
    both(Own, "@autogol|autorete ~3 di|del|dello ~2 <p>", "autogol di {person}."),
    row(Own, "<p> ~4 propria @porta"),
    row(Own, "<p> @autogol|autorete"),
    row(
        Scored,
        "segna|segnano|segnato|segnare|marcatori|reti|timbra|sigla|siglano|firma|firmano|insacca|realizza|gol|goal|rete|gol: ~3 <p>",
    ),
    row(
        Scored,
        "gol|goal|rete|reti|centro|sigillo|firma|guizzo|acuto|zampata|incornata|testa|destro|sinistro|diagonale|punizione|stoccata|marcatura|timbro|colpo|capolavoro|perla ~3 di|del|dello <p>",
    ),
    both(Scored, "a segno ~4 <p>", "a segno {person}."),
    row(
        Scored,
        "<p> ~3 segna|sigla|firma|insacca|realizza|timbra|trova|infila|trafigge|gonfia|svetta",
    ),
    row(Scored, "<p> ha|aveva [gia] segnato|firmato|siglato|realizzato|trovato|infilato|insaccato"),
    row(Scored, "<p> ~3 a segno|bersaglio"),
    row(Scored, "quello|quelli di|del|dello <p>"),
    row(Scored, "[ed] e <p> ~1 a decidere|decidere|risolvere|sbloccare|segnare|chiudere|firmare"),
    row(Told::Part(Part::Winner), "e <p> a decidere|deciderla|risolvere|risolverla"),
    row(Told::Part(Part::Equaliser), "e <p> a pareggiare|impattare"),
    row(Told::Part(Part::Opener), "e <p> a sbloccare|sbloccarla|aprire"),
    row(Scored, "ci pensa ~4 <p>"),
    row(Scored, "tocca a <p>"),
    row(
        Else,
        "assist|cross|traversone|suggerimento|invito|sponda|lancio|passaggio|corner|imbucata|filtrante|tocco|ispirazione|verticalizzazione ~4 di|del|dello|da <p>",
    ),
    row(
        Else,
        "servito|servita|imbeccato|lanciato|innescato|ispirato|pescato|liberato ~3 da|dal|dallo <p>",
    ),
    row(
        Else,
        "espulso|espulsi|ammonito|espulsione|rosso|giallo|parata|intervento|palo|traversa|incrocio ~3 <p>",
    ),
    row(
        Else,
        "<p> ~3 espulso|ammonito|para|respinge|neutralizza|salva|sbaglia|fallisce|colpisce|calcia|spreca|esce|entra|sostituito",
    ),
    row(
        Else,
        "senza|assente|infortunato|squalificato|portiere|capitano|ct|allenatore|arbitro|difensore ~2 <p>",
    ),
    row(Else, "<p> ~2 out|assente|squalificato|infortunato|titolare|panchina"),
    row(Else, "sfior*|cerc*|tenta*|prova|provano|occasion*|vicin* ~8 <p>"),
    row(Else, "sorprende|batte|trafigge|fulmina|beffa|buca|spiazza|infila ~1 <p>"),
    row(Else, "errore|svarione|liscio|indecisione|disattenzione ~2 di|del|dello <p>"),
];

pub(crate) const EN: &[Row<Told>] = &[
    // Lists of scorers: "Lukaku 15 pen, De Bruyne 18 pen, 76 (brace), Rodon 8 og".
    row(Penalty, "<p> <n> [+] [<n>] @pen|pens"),
    row(Penalty, "<p> <n> [+] [<n>] [pen] , <n> [+] [<n>] @pen|pens"),
    row(Penalty, "<p> <n> [+] [<n>] [pen] , <n> [+] [<n>] [pen] , <n> [+] [<n>] @pen|pens"),
    row(Own, "<p> <n> [+] [<n>] @og"),
    row(Count(2), "<p> <n> [+] [<n>] [pen] , <n> [+] [<n>] [pen] ( @brace )"),
    row(
        Count(3),
        "<p> <n> [+] [<n>] [pen] , <n> [+] [<n>] [pen] , <n> [+] [<n>] [pen] ( @hat @trick )",
    ),
    both(Number, "<p> ~2 scored|got|netted|hit <n> goals", "{person} scored {n} goals."),
    row(Number, "<n> : [the] goals scored by <p>"),
    row(Number, "<n> : <p> s goals"),
    both(
        Told::Part(Part::Opener),
        "<p> ~3 opened|opens|opening the scoring",
        "{person} opened the scoring.",
    ),
    row(Told::Part(Part::Opener), "<p> ~3 broke|breaks|breaking the deadlock"),
    row(Told::Part(Part::Opener), "<p> s ~3 opener"),
    row(Told::Part(Part::Opener), "<p> s ~1 opening|first goal|strike|header"),
    row(
        Told::Part(Part::Opener),
        "opener|opening [goal] ~2 from|by|through|came [from|through] ~2 <p>",
    ),
    row(Told::Part(Part::Opener), "<p> ~2 struck|scored first"),
    row(
        Told::Part(Part::Opener),
        "<p> ~3 scored|grabbed|got|netted|struck|headed ~1 opener|opening",
    ),
    row(Told::Part(Part::Opener), "scoring ~2 opened ~2 by|through <p>"),
    row(Told::Part(Part::Opener), "deadlock ~3 broken ~2 by|through|when ~1 <p>"),
    both(
        Told::Part(Part::GoAhead),
        "<p> ~4 put|puts|putting|fired|headed|sent|had|edged ~5 ahead|front",
        "{person} put {side} ahead.",
    ),
    row(Told::Part(Part::GoAhead), "<p> ~4 gave|giving|gives|handed|handing|earned ~6 lead"),
    row(Told::Part(Part::GoAhead), "ahead|lead|front ~6 through|thanks|courtesy [to|of] ~2 <p>"),
    row(Told::Part(Part::GoAhead), "ahead|lead|front ~3 when|after|as <p>"),
    both(
        Told::Part(Part::Equaliser),
        "<p> ~4 equalised|equalized|equalises|levelled|leveled|levels|equalising|levelling",
        "{person} equalised.",
    ),
    row(Told::Part(Part::Equaliser), "<p> s ~3 equaliser|equalizer|leveller"),
    row(Told::Part(Part::Equaliser), "equaliser|equalizer|leveller ~3 from|by|through|came ~2 <p>"),
    row(Told::Part(Part::Equaliser), "equalised|levelled|level ~3 through|thanks ~2 <p>"),
    row(Told::Part(Part::Equaliser), "<p> ~4 drew|pulled|brought|drawing ~4 level|terms"),
    row(Told::Part(Part::Equaliser), "<p> ~4 restored parity"),
    row(
        Told::Part(Part::Equaliser),
        "<p> ~4 scored|grabbed|got|struck|netted|snatched ~2 equaliser|leveller|equalizer",
    ),
    row(Told::Part(Part::Winner), "<p> s ~4 winner"),
    both(
        Told::Part(Part::Winner),
        "<p> ~4 scored|grabbed|got|struck|netted|snatched|hit|headed ~4 winner",
        "{person} scored the winner.",
    ),
    row(Told::Part(Part::Winner), "winner|decider ~3 from|by|through|came ~3 <p>"),
    row(Told::Part(Part::Winner), "<p> ~2 won it"),
    row(Loosely(Part::Winner), "<p> ~3 settled|decided it|matters|the"),
    row(Told::Part(Part::Equaliser), "cancelled|canceled out ~1 by ~2 <p>"),
    row(
        Told::Part(Part::Winner),
        "<p> s ~5 goal|strike|header|penalty|effort ~2 enough|decided|settled|won|beat|separated|decisive",
    ),
    row(Told::Part(Part::Winner), "settled|decided by ~4 <p>"),
    both(
        Told::Part(Part::Doubles),
        "<p> ~4 doubled|doubles|doubling ~3 lead|advantage|tally|score",
        "{person} doubled the lead.",
    ),
    both(
        Told::Part(Part::OfTeam(2)),
        "<p> ~3 added|adds|adding|made|grabbed|scored|headed|got ~2 second",
        "{person} added a second.",
    ),
    both(
        Told::Part(Part::OfTeam(3)),
        "<p> ~3 added|adds|adding|grabbed|scored|headed|got ~2 third",
        "{person} added a third.",
    ),
    both(
        Told::Part(Part::OfTeam(4)),
        "<p> ~3 added|adds|adding|grabbed|scored|headed|got ~2 fourth",
        "{person} added a fourth.",
    ),
    both(
        Told::Part(Part::OfTeam(5)),
        "<p> ~3 added|adds|adding|grabbed|scored|headed|got ~2 fifth",
        "{person} added a fifth.",
    ),
    both(
        Told::Part(Part::PullsBack),
        "<p> ~4 cut|reduced|halved|cuts|halving|reducing ~3 deficit|arrears|lead",
        "{person} reduced the deficit.",
    ),
    both(
        Told::Part(Part::Last),
        "<p> ~3 completed|completing|completes the|a scoring|rout|win|victory|job|set|comeback|humiliation",
        "{person} completed the scoring.",
    ),
    row(
        Told::Part(Part::Last),
        "<p> ~3 rounded|rounding|capped|wrapped|wrapping it|things|off|up ~2 scoring|rout|win|victory|night|evening|things",
    ),
    row(Told::Part(Part::Last), "<p> s ~2 last|final goal|strike|word"),
    row(Told::Part(Part::Last), "<p> ~3 had the last|final word|say"),
    row(
        Loosely(Part::Adds),
        "<p> ~4 sealed|seals|sealing|clinched|secured|killed|added|adding|restored|extended|stretched|made",
    ),
    both(Told::Part(Part::Consolation), "<p> ~5 consolation", "{person} scored a consolation."),
    row(Told::Part(Part::Consolation), "consolation ~3 from|by|through|came ~2 <p>"),
    row(Told::Part(Part::Answers), "<p> s ~2 reply|response"),
    row(Told::Part(Part::Answers), "<p> ~2 replied|responded"),
    row(Told::Part(Part::Answers), "reply ~2 from|by|through|came ~2 <p>"),
    both(Count(2), "<p> ~3 @twice", "{person} scored twice."),
    row(Count(2), "<p> ~8 @brace"),
    row(Count(2), "@brace ~2 from|by|for ~2 <p>"),
    row(Count(2), "@two [goals] from <p>"),
    row(Count(2), "<p> ~2 scored|got|netted|hit|grabbed @two|both"),
    row(Count(2), "<p> s @double|brace"),
    row(Count(2), "a|an <p> @double|brace"),
    row(Scored, "<p> rose ~3 to head|nod"),
    both(Count(3), "<p> ~9 @hat @trick", "{person} scored a hat-trick."),
    row(Count(3), "@hat @trick ~2 from|by|for ~2 <p>"),
    row(Count(3), "<p> ~2 scored|got|netted|hit|grabbed @three"),
    row(Count(3), "<p> s @treble"),
    both(Count(4), "<p> ~2 scored|got|netted|hit|grabbed @four", "{person} scored four."),
    row(Penalty, "<p> s ~4 @penalty|spot"),
    both(Penalty, "<p> ~5 from the @spot", "{person} scored from the spot."),
    row(Penalty, "<p> ~4 @penalty"),
    row(Penalty, "<p> , from the @spot"),
    row(Penalty, "<p> ~4 from [the] 12|twelve @yards"),
    row(Penalty, "<p> , from 12|twelve @yards"),
    row(Penalty, "from the @spot , <p>"),
    row(Number, "<p> [,] <n> times"),
    row(Number, "<n> goals by|from <p>"),
    row(Count(2), "<p> ~2 managed|bagged|plundered @two"),
    row(Count(4), "<p> ~2 managed|bagged|plundered @four"),
    row(Penalty, "@penalty ~1 from|by|through|converted [by] ~2 <p>"),
    row(Penalty, "@spot kick ~3 from|by|through <p>"),
    row(Penalty, "<p> ~4 @spot kick"),
    both(Own, "<p> ~4 @own goal|net", "{person} scored an own goal."),
    row(Own, "@own goal ~3 from|by|through ~2 <p>"),
    both(
        Scored,
        "<p> ~3 scored|scores|scoring|netted|nets|struck|headed|fired|slotted|tapped|curled|volleyed|bundled|drilled|converted|poked|rifled|swept|finished|nodded|notched|bagged|lashed|strikes|heads",
        "{person} scored.",
    ),
    row(Scored, "<p> s ~4 goal|goals|header|strike|volley|effort|finish|free|tap|shot"),
    row(
        Scored,
        "goal|goals|strike|strikes|header|headers|effort|finish|volley|scorers|scorer|scored [:] ~2 from|by|through|for|were|coming|came ~3 <p>",
    ),
    row(Told::Part(Part::Equaliser), "<p> s ~5 brought|restored|restoring|bringing parity|level"),
    row(Scored, "free kick|header|penalty|volley|strike|shot|drive from <p>"),
    row(Scored, "<p> ~4 ended|settled the argument|matter|contest"),
    row(Scored, "through ~2 <p>"),
    row(Scored, "on target ~2 <p>"),
    row(Scored, "<p> ~3 on target|scoresheet"),
    row(Scored, "<p> ~2 got ~2 goal|goals"),
    row(Scored, "courtesy of ~2 <p>"),
    row(Scored, "thanks to ~3 <p>"),
    row(
        Else,
        "assist|assisted|cross|pass|ball|corner|free kick|feed|setup|headed|flick ~1 by|from <p>",
    ),
    row(Else, "fed|found|picked|supplied|released|created|provided|laid ~2 by <p>"),
    row(
        Else,
        "<p> s ~3 cross|pass|corner|assist|through|ball|flick|delivery|free|cutback|save|shot|lay",
    ),
    row(
        Else,
        "<p> ~3 assist|saved|denied|missed|booked|sent|dismissed|substituted|replaced|crossed",
    ),
    row(
        Else,
        "<p> ~3 headed|shot|fired|volleyed|curled|drove|fires|shoots ~2 against|wide|over|narrowly",
    ),
    row(Else, "<p> have|has|had <n>"),
    row(Else, "<p> ~3 hit|hits|struck ~2 bar|post|crossbar|upright|woodwork"),
    row(Else, "gift|howler|deflection ~1 from|by|of|off <p>"),
    row(
        Else,
        "past|beyond|without|keeper|goalkeeper|captain|coach|manager|referee|defender|foul on|for|replaced|replacing ~1 <p>",
    ),
    row(Else, "set|teed up ~2 by <p>"),
    row(Else, "preferred|preference to|over ~1 <p>"),
    row(Else, "kept|keep out ~1 <p>"),
    row(Else, "denied|saved|stopped|thwarted|repelled ~2 <p>"),
    row(Else, "slip|error|mistake|blunder ~2 by|from|of <p>"),
    row(Else, "instead|ahead|place of ~1 <p>"),
    row(
        Scored,
        "<p> ~3 deflected|turned|tucked|steered|smashed|hammered|guided|dispatched|thumped|powered|buried|stroked|rolled|chipped|crashed|glanced|prodded|slammed|forced|stabbed|squeezed|slid|pounced|blasted|drove|planted ~3 in|home|past|into|it",
    ),
    row(Told::Part(Part::PullsBack), "<p> ~4 pulled|pulls|clawed|pulling one|a back|goal"),
    row(Told::Part(Part::Answers), "<p> ~2 hit|struck back"),
    row(Else, "foul|challenge|handball ~2 by|on <p>"),
    row(Else, "red|yellow card ~3 <p>"),
];
