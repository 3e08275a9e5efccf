//! How reports tell of tables, tallies and runs: rows for both languages.

use crate::claim::Outcome;
use crate::pattern::Row;

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Say {
    /// Points.
    Points,
    /// Points, if the clause is about a table and ends with the number.
    BarePoints,
    /// One point ahead of somebody.
    AheadOne,
    /// One point behind somebody.
    BehindOne,
    /// Points ahead of somebody.
    Ahead,
    /// Points behind somebody.
    Behind,
    /// Points of another team.
    PointsOf,
    /// Points between two teams, either way.
    GapAny,
    /// Equal points.
    Level,
    /// A place by its ordinal.
    Place,
    /// A place by an ordinal that might be something else.
    BarePlace,
    /// A certain place.
    At(u8),
    /// The last place.
    Bottom,
    /// A number of results.
    Tally(Outcome),
    /// The nth result of its kind.
    Nth(Outcome),
    /// The first time such a result came.
    First(Outcome),
    /// A run.
    Run(crate::claim::Run),
    /// Won all of a number of matches.
    AllWon,
    /// Goals scored.
    For,
    /// Goals conceded.
    Against,
    /// Goals of two teams side by side.
    ForBoth,
    /// Goal difference.
    Difference,
    /// Matches played, or the matchday.
    PlayedOrDay,
    /// Matches played.
    PlayedSure,
    /// Goals scored, loosely.
    Goals,
    /// The goal differences of two teams.
    DifferenceBoth,
    /// Matches played, loosely.
    Played,
    /// Matches left.
    Left,
    /// Matches in hand.
    InHand,
    /// Matches played more than somebody.
    InHandLess,
    /// A group.
    Group,
    /// A matchday.
    Day,
    /// Won, drawn and lost.
    Triple,
    /// First such result since a year or in a number of matches.
    Since(Outcome),
    /// How often two teams have met.
    Meeting,
    /// A coach.
    Coach,
    /// Goals of a player in a competition.
    PlayerTotal,
    /// A number that is none of these.
    Else,
}

use crate::claim::Run as R;
use Outcome::{Drawn, Lost, Won};
use Say::*;

const fn row(kind: Say, pattern: &'static str) -> Row<Say> {
    Row { kind, pattern, says: "" }
}

/// A row that is also written.
const fn both(kind: Say, pattern: &'static str, says: &'static str) -> Row<Say> {
    Row { kind, pattern, says }
}

pub(crate) const IT: &[Row<Say>] = &[
    both(
        PlayedSure,
        "giocato|disputato <n> partite|partita|gare|gara nel|in|nella girone|gruppo|campionato|torneo|fase",
        "{Team} {ha|hanno} giocato {n|partita|partite}{in scope}.",
    ),
    both(
        Run(R::CleanSheets),
        "non subisce|subiscono [gol|reti] da <n>",
        "{Team} non {subisce|subiscono} gol da {n|partita|partite}{ground}{in scope}.",
    ),
    both(
        Run(R::Scoreless),
        "non segna|segnano da <n>",
        "{Team} non {segna|segnano} da {n|partita|partite}{ground}{in scope}.",
    ),
    both(
        Run(R::Scoring),
        "va|vanno a segno da <n>",
        "{Team} {va|vanno} a segno da {n|partita|partite} consecutive{ground}{in scope}.",
    ),
    both(Points, "<n> punti|punto", "{Team} {ha|hanno} {n|punto|punti} in classifica."),
    row(Points, "quota <n>"),
    row(Points, "<n> lunghezze in classifica"),
    row(Points, "punti : <n>"),
    row(Points, "pari punti [,|(|:] <n>"),
    row(Ahead, "supera|precede|stacca|distanzia|sopravanza|precedendo|staccando ~1 <t> di <n>"),
    row(Behind, "segue|insegue ~1 <t> a <n>"),
    row(Ahead, "<n> lunghezze|punti su|sul|sulla|sull|sullo|sui|sugli|sulle <t>"),
    row(Ahead, "<n> sopra|davanti [a|al|alla|all|agli|ai|alle] <t>"),
    row(Behind, "<n> sotto|dietro [a|al|alla|all|agli|ai|alle] <t>"),
    row(GapAny, "a + <n>"),
    row(GapAny, "a - <n>"),
    row(GapAny, "<n> [punti] da|dal|dalla|dall|dallo|dagli|dai <t>"),
    row(GapAny, "<n> [punti|lunghezze] di differenza|distanza"),
    row(PointsOf, "contro i|gli|le <n> di|del|della|dell|dello|dei|degli <t>"),
    row(BarePoints, "<o> a|con <n>"),
    row(BarePoints, "posto a|con <n>"),
    row(BarePoints, "fermi|fermo|ferma|ferme a <n>"),
    row(PlayedSure, "punti in|dopo <n> partite|gare|incontri|match|giornate|turni"),
    row(PlayedSure, "vittorie|successi in <n> partite|gare"),
    row(Goals, "<n> gol|reti|goal"),
    row(Coach, "<t> di|del|dello <p>"),
    row(BarePlace, "<t> , <o>"),
    row(BarePlace, "da <o>"),
    row(BarePlace, "<o> <t> a|con|,|("),
    row(DifferenceBoth, "differenza reti|gol ~6 [:] [,] [(] <i> contro|a <i>"),
    row(Difference, "differenza reti|gol ~2 [:] [,] [(] <i>"),
    row(
        BarePoints,
        "sale|salgono|salito|salita|saliti|salire|resta|restano|ferma|fermo|fermi|ferme|fermano|rimane|rimangono|sono|vola|volano|arriva|arrivano|portano|aggancia|raggiunge a <n>",
    ),
    row(BarePoints, "<t> [sale|resta|e|ferma|segue|insegue] a <n>"),
    row(BarePoints, "<t> ( <n> )"),
    row(BarePoints, "<t> con <n>"),
    row(BarePoints, "<t> <n>"),
    row(BarePoints, "con <n>"),
    both(
        Ahead,
        "<n> [punti|punto] in piu [del|della|dell|di|dello|dei|degli|delle|rispetto] [al|alla] [<t>]",
        "{Team} {ha|hanno} {n|punto|punti} in più {di other}.",
    ),
    row(Ahead, "<n> [punti|punto] piu del|della|dell|di|dello|dei|degli|delle [<t>]"),
    row(
        Ahead,
        "<n> [punti|lunghezze] di vantaggio|margine ~1 [su|sul|sulla|sull|sullo|sui|sugli] [<t>]",
    ),
    row(
        Ahead,
        "<n> punti|lunghezze|punto|lunghezza davanti|sopra|avanti [a|al|alla|all|agli|alle] [il] [<t>]",
    ),
    row(Ahead, "a|al + <n> su|sul|sulla|sull|sui|sugli|sullo|sulle [<t>]"),
    row(Ahead, "a piu <n> su|sul|sulla|sull|sui|sugli|sullo|sulle [<t>]"),
    row(Ahead, "vantaggio|margine di <n> [punti|lunghezze] ~1 [su|sul|sulla|sull|sui|sugli] [<t>]"),
    row(Ahead, "+ <n> su|sul|sulla|sull|sui|sugli|sullo|sulle [<t>]"),
    both(
        Behind,
        "<n> [punti|punto] in meno [del|della|dell|di|dello|dei|degli|delle|rispetto] [al|alla] [<t>]",
        "{Team} {ha|hanno} {n|punto|punti} in meno {di other}.",
    ),
    row(Behind, "<n> [punti|punto] meno del|della|dell|di|dello|dei|degli|delle [<t>]"),
    row(
        Behind,
        "<n> [punti|lunghezze] di ritardo|distacco|svantaggio ~1 [da|dal|dalla|dall|su|sul|sulla] [<t>]",
    ),
    row(
        Behind,
        "<n> punti|lunghezze|punto|lunghezza dietro|sotto [a|al|alla|all|agli|alle|il] [<t>]",
    ),
    row(
        Behind,
        "a <n> punti|lunghezze|punto|lunghezza da|dal|dalla|dall|dallo|dai|dagli|dalle [<t>]",
    ),
    row(Behind, "a <n> da|dal|dalla|dall|dallo|dai|dagli|dalle <t>"),
    row(Behind, "a meno <n> da|dal|dalla|dall|dallo|dai|dagli|dalle [<t>]"),
    row(Behind, "a - <n> da|dal|dalla|dall|dallo|dai|dagli|dalle [<t>]"),
    row(Behind, "@meno <n> da|dal|dalla|dall|dallo|dai|dagli|dalle [<t>]"),
    row(Behind, "ritardo|distacco di <n> [punti|lunghezze] [da|dal|dalla|dall|su|sul|sulla] [<t>]"),
    row(Behind, "insegue|inseguono a <n> punti|lunghezze"),
    row(BarePoints, "insegue|inseguono|segue|seguono a <n>"),
    row(Ahead, "stacca|distanzia|precede ~2 <t> di <n>"),
    row(Level, "@agganciat* @da|dal|dalla|dall|dallo|dagli|dalle <t>"),
    row(Level, "@aggancia|raggiunge|agganciano|raggiungono <t> ~2 a"),
    both(Level, "a @pari @punti ~2 con|col <t>", "{Team} {è|sono} a pari punti con {il other}."),
    row(Level, "a @pari @merito ~2 con|col <t>"),
    row(Level, "@appaiat* a|al|alla|all|con <t>"),
    row(Level, "gli @stessi @punti di|del|della|dell <t>"),
    both(
        Place,
        "<o> posto|posizione|piazza|piazzamento",
        "{Team} {è|sono} al {ord} posto in classifica.",
    ),
    row(
        BarePlace,
        "e|restano|resta|rimane|rimangono|chiude|chiudono|finisce|finiscono|sono|sale|salgono|scivola|scivolano|termina|terminano|conclude|concludono|era|erano|chiuso|finito|finita|finiti|piazza|classifica|passa|passano|come <o>",
    ),
    row(BarePlace, "<t> <o>"),
    row(BarePlace, "<o> nel|del girone|gruppo|raggruppamento"),
    row(BarePlace, "<o> in classifica"),
    row(BarePlace, "<o> forza|della classe"),
    row(At(1), "in @testa|vetta al|alla|del|della|nel|con|a|,|.|;|e"),
    row(At(1), "al @comando del|della|con|a|,|.|;"),
    row(At(1), "@capolista|capoclassifica"),
    row(At(1), "<t> @capolista|capoclassifica"),
    row(At(1), "@capolista|capoclassifica <t>"),
    row(
        At(1),
        "@guida|guidano|comanda|comandano|domina il|la girone|gruppo|classifica|raggruppamento",
    ),
    row(At(1), "@vince|vincono|vinto|conquista il girone|gruppo|raggruppamento"),
    row(At(1), "@vincitrice|vincitore del girone|gruppo"),
    row(Bottom, "@fanalino [di] [coda]"),
    both(
        Bottom,
        "@ultimo|ultima|ultimi|ultime posto",
        "{Team} {è|sono} all'ultimo posto in classifica.",
    ),
    row(
        Bottom,
        "e|resta|restano|chiude|chiudono|rimane|finisce|finiscono|sono|rimangono|termina @ultimo|ultima|ultimi|ultime",
    ),
    row(Bottom, "@ultimo|ultima|ultimi|ultime nel|del|in|con|a girone|gruppo|classifica|<n>|quota"),
    both(
        Tally(Won),
        "<n> [sola|solo|sole|soli] vittorie|vittoria|successi|successo|affermazioni|vinte|trionfi",
        "{Team} {ha|hanno} {n|vittoria|vittorie}{in scope}.",
    ),
    row(
        Tally(Won),
        "vinto|vincendo|vince|vincono|vinte|vincere [solo|soltanto|appena] <n> [sole|sola] partite|partita|gare|gara|incontri|volte|delle|su|,|.|;|e|match",
    ),
    row(Tally(Won), "vincendone [solo|soltanto|appena] <n>"),
    row(Tally(Won), "ne ha vinte|vinta [solo|soltanto|appena] <n>"),
    both(
        Tally(Drawn),
        "<n> [sola|solo|sole|soli] pareggi|pareggio|pari|pareggiate|x",
        "{Team} {ha|hanno} {n|pareggio|pareggi}{in scope}.",
    ),
    both(
        Tally(Lost),
        "<n> [sola|solo|sole|soli] sconfitte|sconfitta|ko|perse|stop|cadute|battute|rovesci",
        "{Team} {ha|hanno} {n|sconfitta|sconfitte}{in scope}.",
    ),
    row(
        Tally(Lost),
        "perso|perdendo|perde|perdono|perse [solo|soltanto|appena] <n> [sole|sola] partite|partita|gare|gara|incontri|volte|delle|su|match",
    ),
    row(Nth(Won), "<o> vittoria|successo|affermazione|trionfo|sorriso"),
    row(Nth(Won), "<o> in <n> partite|gare"),
    row(Nth(Drawn), "<o> pareggio|pari|segno|x"),
    row(Nth(Lost), "<o> sconfitta|ko|stop|battuta|caduta|rovescio|tonfo"),
    row(First(Lost), "@per la @prima @volta ~2 sconfitt*|battut*|ko"),
    row(First(Lost), "battut*|sconfitt* per la @prima @volta"),
    row(AllWon, "<o> vittoria|successo su <n>"),
    row(AllWon, "<n> vittorie|successi su <n>"),
    row(AllWon, "<n> su <n>"),
    both(
        Run(R::Wins),
        "<o> vittoria|successo consecutiva|consecutivo|filato|filata",
        "Per {il team} è la {ord-a} vittoria consecutiva{ground}{in scope}.",
    ),
    row(Run(R::Wins), "<o> vittoria|successo ~2 di|in fila"),
    row(Run(R::Wins), "<n> vittorie|successi consecutive|consecutivi|filate|filati"),
    row(Run(R::Wins), "<n> vittorie|successi ~1 di|in fila"),
    row(Run(R::Wins), "<n> vittorie|successi nelle|negli ultime|ultimi <n>"),
    row(Run(R::Wins), "striscia|serie di <n> vittorie|successi"),
    both(
        Run(R::Defeats),
        "<o> sconfitta|ko|stop consecutiva|consecutivo|filato|filata",
        "Per {il team} è la {ord-a} sconfitta consecutiva{ground}{in scope}.",
    ),
    row(Run(R::Defeats), "<o> sconfitta|ko ~1 di|in fila"),
    row(Run(R::Defeats), "<n> sconfitte|ko consecutive|consecutivi|filate|filati"),
    row(Run(R::Defeats), "<n> sconfitte|ko ~1 di|in fila"),
    both(
        Run(R::Draws),
        "<o> pareggio|pari consecutivo|filato",
        "Per {il team} è il {ord} pareggio consecutivo{ground}{in scope}.",
    ),
    row(Run(R::Draws), "<o> pareggio|pari ~1 di|in fila"),
    row(Run(R::Draws), "<n> pareggi consecutivi|filati"),
    row(Run(R::Unbeaten), "imbattut* da <n>"),
    row(Run(R::Unbeaten), "<n> risultati utili [consecutivi]"),
    row(Run(R::Unbeaten), "<o> risultato utile consecutivo|di"),
    row(Run(R::Unbeaten), "<n> partite|gare senza sconfitte|sconfitta|perdere|ko"),
    both(
        Run(R::Unbeaten),
        "non perde|perdono da <n>",
        "{Team} non {perde|perdono} da {n|partita|partite}{ground}{in scope}.",
    ),
    both(
        Run(R::Winless),
        "non vince|vincono da <n>",
        "{Team} non {vince|vincono} da {n|partita|partite}{ground}{in scope}.",
    ),
    row(Run(R::Winless), "<n> partite|gare senza vittorie|vittoria|vincere|successi"),
    row(Run(R::Winless), "senza vittorie|successi da <n>"),
    row(
        Run(R::CleanSheets),
        "<n> partite|gare [consecutive|di] [fila] senza subire|incassare|prendere",
    ),
    row(Run(R::CleanSheets), "<o> clean sheet consecutivo|di"),
    row(Run(R::Scoreless), "<n> partite|gare [consecutive|di] [fila] senza segnare|gol"),
    row(For, "<n> gol|reti|goal fatti|fatte|segnati|segnate|realizzati|realizzate|messi"),
    row(For, "<n> reti|gol all attivo"),
    both(
        For,
        "segnato|segnando|realizzato|realizzando|segna|segnano|segnati|segnate|segnare [solo|soltanto|appena|ben] <n> [gol|reti|volte]",
        "{Team} {ha|hanno} segnato {n|gol|gol}{in scope}.",
    ),
    row(For, "<n> fatti|fatte|segnati|segnate|realizzati|realizzate"),
    row(For, "fatti|segnati|realizzati|segnate|realizzate <n>"),
    row(For, "attacco da <n>"),
    row(
        Against,
        "<n> [gol|reti|goal] subiti|subite|incassati|incassate|presi|concessi|concesse|subito|subita",
    ),
    row(Against, "<n> al passivo"),
    row(Against, "<n> gol|reti al passivo"),
    both(
        Against,
        "subendo|incassando|concedendo|subito|incassato|subisce|incassa|concesso|concede|subiti|subite|incassati [solo|soltanto|appena|ben] <n> [solo|sola] [gol|reti|rete|volta|volte]",
        "{Team} {ha|hanno} subito {n|gol|gol}{in scope}.",
    ),
    row(Against, "subendone|incassandone [solo|soltanto|appena|ben] <n>"),
    both(
        Difference,
        "differenza reti|gol|goal ~2 <i>",
        "{Team} {ha|hanno} una differenza reti di {+n}.",
    ),
    row(Difference, "<i> di|la|in differenza [reti|gol]"),
    row(Difference, "saldo ~3 <i>"),
    row(PlayedOrDay, "dopo <n> giornate|turni|partite|gare|incontri|match"),
    row(Played, "in <n> partite|gare|incontri|match|giornate|turni|uscite|qualificazioni"),
    row(Played, "<n> partite|gare giocate|disputate"),
    row(
        Left,
        "a <n> giornate|gare|partite|turni|giornata|gara|partita|turno dalla|dal|alla|al fine|termine|conclusione",
    ),
    row(
        Left,
        "mancano|manca|restano|resta [ancora] <n> giornate|gare|partite|turni|giornata|gara|partita|turno",
    ),
    both(
        Left,
        "<n> giornate|gare|partite|turni|giornata|gara|partita ancora|rimanenti|rimaste|da [da] [giocare|disputare]",
        "{Team} {ha|hanno} ancora {n|partita|partite} da giocare.",
    ),
    row(InHand, "<n> gare|partite|gara|partita da recuperare"),
    both(
        InHand,
        "<n> gare|partite|gara|partita in meno [di|del|della|dell|dello|dei|degli|delle|giocata|giocate] [<t>]",
        "{Team} {ha|hanno} giocato {n|partita|partite} in meno {di other}.",
    ),
    row(
        InHandLess,
        "<n> gare|partite|gara|partita in piu [di|del|della|dell|dello|dei|degli|delle|giocata|giocate] [<t>]",
    ),
    both(Group, "@gruppo|girone|raggruppamento @<l>", "{Team} {è|sono} nel gruppo {letter}."),
    both(Day, "<o> giornata|turno", "{match} valeva per la {ord-a} giornata."),
    row(Day, "giornata|turno [numero] <n>"),
    row(Day, "<n> giornata"),
    row(Triple, "<w>"),
    both(
        Since(Won),
        "@prim* @vittoria|successo|affermazione ~8 dal|da|dopo|in <n>",
        "Per {il team} è la prima vittoria{ground}{in scope} dal {year}.",
    ),
    both(
        Since(Lost),
        "@prim* @sconfitta|ko|stop ~8 dal|da|dopo|in <n>",
        "Per {il team} è la prima sconfitta{ground}{in scope} dal {year}.",
    ),
    both(
        Since(Drawn),
        "@prim* @pareggio|pari ~8 dal|da|dopo|in <n>",
        "Per {il team} è il primo pareggio{ground}{in scope} dal {year}.",
    ),
    both(
        Meeting,
        "<o> confronto|sfida|incrocio|incontro|scontro|precedente|volta|faccia [diretto] tra|fra|contro|con|in",
        "È il {ord} confronto tra {il team} e {il other}.",
    ),
    row(Meeting, "<n> precedenti|confronti|incroci|scontri [diretti] [tra|fra]"),
    both(
        Coach,
        "ct|allenatore|tecnico|selezionatore|mister|c.t. [di|del|della|dell|dello|dei|degli|delle] <t> e <p>",
        "L'allenatore {di team} è {person}.",
    ),
    row(Coach, "ct|allenatore|tecnico|selezionatore|mister|c.t. ~3 <p>"),
    row(
        Coach,
        "squadra|uomini|ragazzi|nazionale|undici|banda|truppa|gestione|era|formazione|selezione|panchina [guidata] di|da|del|dello <p>",
    ),
    row(Coach, "guidat*|allenat* da|dal <p>"),
    row(Coach, "per|con|sotto <p>"),
    row(
        PlayerTotal,
        "<o> gol|rete|centro|sigillo|marcatura ~4 nel|nelle|in|di|del|al|ai torneo|mondiale|mondiali|europeo|girone|qualificazioni|queste|questo|rassegna|competizione|gruppo|eliminatorie",
    ),
    both(
        PlayerTotal,
        "<n> gol|reti|centri ~2 nel|nelle|in|di|del|al|ai torneo|mondiale|mondiali|europeo|girone|qualificazioni|queste|questo|rassegna|competizione|gruppo|eliminatorie",
        "{person} ha segnato {n|gol|gol}{in edition}.",
    ),
    row(
        Else,
        "<n> minuti|minuto|anni|anno|giorni|spettatori|mila|milioni|metri|cambi|ammoniti|cartellini|espulsi|volte|mesi|euro|tiri|corner|parate|presenze|tifosi|ore|ora|settimane",
    ),
    row(
        Else,
        "<o> tempo|minuto|tentativo|palo|anno|volta|calcio|angolo|frazione|gol|rete|rigore|cambio|uomo|portiere|cartellino|d",
    ),
    row(Else, "<n> a <n>"),
];

pub(crate) const EN: &[Row<Say>] = &[
    both(
        PlayedSure,
        "played <n> games|game|matches|match in the|this group|league|competition|tournament|section",
        "{Team} have played {n|match|matches}{in scope}.",
    ),
    both(
        Run(R::Scoreless),
        "<n> games|matches without scoring|goal",
        "{Team} have gone {n|match|matches} without scoring{ground}{in scope}.",
    ),
    both(
        Run(R::Scoring),
        "scored in <n> games|matches in a row|succession",
        "{Team} have scored in {n|match|matches} in a row{ground}{in scope}.",
    ),
    both(Points, "<n> points|point|pts", "{Team} have {n|point|points}."),
    row(Points, "points tally|total ~2 <n>"),
    row(BarePoints, "on|to|with|have|has|had <n>"),
    row(BarePoints, "<t> ~2 on|with|have|has|had|to <n>"),
    row(BarePoints, "<t> ( <n> )"),
    row(BarePoints, "<t> <n>"),
    both(
        Ahead,
        "<n> [points|point] clear|ahead|above|better|clear [off] [of|than] [<t>]",
        "{Team} are {n|point|points} ahead of {other}.",
    ),
    row(Ahead, "<n> [points] more than ~2 <t>"),
    row(BarePoints, "<o> on|with <n>"),
    row(BarePoints, "level with <t> ~3 on <n>"),
    row(DifferenceBoth, "goal difference ~2 [:] [,] <i> to|against <t> [s] <i>"),
    row(
        At(1),
        "go|goes|went|move|moved|moves|stay|stayed|back|are|were|finish|finished|sit|remain @top",
    ),
    row(Played, "of their|the|its <n> games|matches|qualifiers|outings"),
    row(Ahead, "<n> [points|point] clear|ahead [of] ~2 <t>"),
    both(
        Behind,
        "<n> [points|point] behind|below|off [the] ~2 <t>",
        "{Team} are {n|point|points} behind {other}.",
    ),
    row(Behind, "<n> [points|point] adrift|shy of ~2 <t>"),
    row(AheadOne, "@a @point clear|ahead|above|better|more [off] [of|than] [<t>]"),
    row(BehindOne, "@a @point behind|below|adrift|off|shy|short|fewer [of|the] [<t>]"),
    row(BehindOne, "within @a @point of [the] ~2 <t>"),
    row(Behind, "within <n> [points|point] of ~2 <t>"),
    row(PlayedSure, "points|point from|in <n> games|matches|outings|fixtures"),
    row(PlayedSure, "wins|win from|in <n> games|matches|outings|fixtures"),
    row(Goals, "<n> goals"),
    row(Coach, "<t> coach|manager|boss ~1 <p>"),
    row(BarePlace, "<t> , <o>"),
    row(DifferenceBoth, "goal difference ~2 [:] [,] <i> to|against <i>"),
    row(Difference, "goal difference ~3 [:] [,] [(] <i>"),
    row(Bottom, "@propped|prop up"),
    row(Ahead, "lead|advantage|cushion|margin of|by|is|to <n> [points|point]"),
    row(Ahead, "lead|leads|led ~3 by <n> [points|point]"),
    row(Ahead, "lead|leads <t> by <n>"),
    row(Ahead, "<n> point lead|cushion|advantage|margin [over|on] [<t>]"),
    row(Behind, "<n> [points|point] behind|below|adrift|off|shy|short [of|the] [<t>]"),
    row(Behind, "<n> [points] fewer|less than <t>"),
    row(Behind, "trail|trails|trailing ~3 by <n> [points|point]"),
    row(Behind, "trail|trails|trailing <t> by <n>"),
    row(Behind, "gap ~4 is|to|at|of <n>"),
    row(Behind, "<n> point gap|deficit"),
    both(Level, "@level [on] [points] with <t>", "{Team} are level on points with {other}."),
    row(Level, "@level [on] <n> [points] with <t>"),
    row(Level, "same [number] [of] points as <t>"),
    row(Level, "joined ~4 by <t> on"),
    row(Place, "<o> place|spot|position"),
    both(
        BarePlace,
        "took|take|takes|secured|claimed|clinched|finish|finished|finishes|finishing|are|were|is|was|remain|remained|remains|stay|stayed|stays|sit|sits|sat|lie|lies|ended|end|ends|come|came|placed|to|in|down|up|ending|sitting|staying|leaving|left|leaves <o>",
        "{Team} are {ord} in the table.",
    ),
    row(BarePlace, "<t> [are|were|in|finished|finish|stay|remain] <o>"),
    row(BarePlace, "<o> in|behind [the] group|section|table|standings|pool|<t>"),
    row(At(1), "@top of [the|their] group|table|pile|section|standings|pool|qualifying|it|world"),
    row(
        At(1),
        "@top|topped|topping|tops|head|lead|leads|led|leading|win|won|winning|wins [the|their] group|table|section|standings|pool",
    ),
    row(At(1), "@top|topped|tops|won|win group <l>"),
    row(At(1), "@group @winners"),
    row(At(1), "@leaders <t>"),
    row(At(1), "leaves|left|leaving|put|puts|took|takes ~2 @top"),
    row(At(1), "@leaders of|in group|the"),
    row(At(1), "<t> @won|topped it"),
    row(At(2), "@runners up"),
    row(At(2), "@runner up"),
    both(Bottom, "@bottom", "{Team} are bottom of the table."),
    row(Bottom, "foot of the @table|group|standings|section"),
    row(Bottom, "finish|finished|are|were|came @last"),
    row(Bottom, "@last in|of [the] group|section|table"),
    both(
        Tally(Won),
        "<n> wins|win|victories|victory|triumphs|won",
        "{Team} have {n|win|wins}{in scope}.",
    ),
    row(Tally(Won), "won|winning|win [just|only|all] <n> [of|games|game|matches|,|.|;|and]"),
    both(Tally(Drawn), "<n> draws|draw|stalemates|drawn", "{Team} have {n|draw|draws}{in scope}."),
    row(Tally(Drawn), "drawn|drew|drawing [just|only] <n>"),
    both(
        Tally(Lost),
        "<n> defeats|defeat|losses|loss|lost|reverses",
        "{Team} have {n|defeat|defeats}{in scope}.",
    ),
    row(Tally(Lost), "lost|losing [just|only|all] <n> [of|games|game|matches|,|.|;|and]"),
    row(Nth(Won), "<o> [group|qualifying|competitive] win|victory|triumph|success"),
    row(Nth(Drawn), "<o> [group|qualifying|competitive] draw|stalemate"),
    row(Nth(Lost), "<o> [group|qualifying|competitive] defeat|loss|reverse|setback"),
    row(First(Lost), "beaten|lost|losing|defeated ~1 for the @first @time"),
    row(AllWon, "<n> wins|victories from|out|in of|<n>"),
    row(AllWon, "<n> wins|victories from|in <n>"),
    row(AllWon, "<o> win|victory in <n>"),
    row(AllWon, "<n> out of <n>"),
    row(
        Run(R::Wins),
        "<o> straight|successive|consecutive [group|qualifying|competitive] win|victory|success",
    ),
    row(Run(R::Wins), "<o> win|victory in a row|succession"),
    row(Run(R::Wins), "<o> win|victory on the bounce|trot|spin"),
    row(
        Run(R::Wins),
        "<n> straight|successive|consecutive [group|qualifying|competitive] @wins|victories",
    ),
    row(Run(R::Wins), "<n> wins|victories in a row|succession"),
    row(Run(R::Wins), "<n> wins|victories on the bounce|trot|spin"),
    row(Run(R::Wins), "won <n> [games|matches] in a row|succession"),
    both(
        Run(R::Wins),
        "won [their] last <n>",
        "{Team} have won their last {n|match|matches}{ground}{in scope}.",
    ),
    row(Run(R::Wins), "winning run|streak ~2 to <n>"),
    row(Run(R::Defeats), "<o> straight|successive|consecutive [group|qualifying] defeat|loss"),
    row(Run(R::Defeats), "<o> defeat|loss in a row|succession"),
    row(Run(R::Defeats), "<n> straight|successive|consecutive defeats|losses"),
    row(Run(R::Defeats), "<n> defeats|losses in a row|succession"),
    both(
        Run(R::Defeats),
        "lost [their] last <n>",
        "{Team} have lost their last {n|match|matches}{ground}{in scope}.",
    ),
    both(
        Run(R::Draws),
        "<o> straight|successive|consecutive draw",
        "It is {team}'s {ord} straight draw{ground}{in scope}.",
    ),
    row(Run(R::Draws), "<n> straight|successive|consecutive draws"),
    both(
        Run(R::Unbeaten),
        "unbeaten in|for|through [their] [last] <n>",
        "{Team} are unbeaten in {n|match|matches}{ground}{in scope}.",
    ),
    row(Run(R::Unbeaten), "unbeaten run|streak ~4 to|of|at <n>"),
    row(Run(R::Unbeaten), "<n> games|matches unbeaten"),
    row(Run(R::Unbeaten), "<n> games|matches without defeat"),
    row(Run(R::Unbeaten), "<n> game|match unbeaten"),
    row(Run(R::Unbeaten), "without defeat in [their] [last] <n>"),
    row(Run(R::Winless), "winless in|for [their] [last] <n>"),
    both(
        Run(R::Winless),
        "<n> games|matches without a win|victory",
        "{Team} have gone {n|match|matches} without a win{ground}{in scope}.",
    ),
    row(Run(R::Winless), "without a win|victory in|for [their] [last] <n>"),
    row(Run(R::CleanSheets), "<o> straight|successive|consecutive clean sheet"),
    row(Run(R::CleanSheets), "<n> straight|successive|consecutive clean sheets"),
    both(
        Run(R::CleanSheets),
        "<n> clean sheets in a row",
        "{Team} have kept {n} clean sheets in a row{ground}{in scope}.",
    ),
    row(For, "<n> goals|goal scored"),
    both(
        For,
        "scored|scoring|score|netted|managed [just|only] <n> [goals|goal|times]",
        "{Team} have scored {n|goal|goals}{in scope}.",
    ),
    row(For, "scoring|scored <n>"),
    row(ForBoth, "<n> goals to <t> [s] <n>"),
    row(Against, "<n> [goals|goal] conceded|against|shipped"),
    both(
        Against,
        "conceded|conceding|concede|shipped|shipping [just|only] <n>",
        "{Team} have conceded {n|goal|goals}{in scope}.",
    ),
    row(Against, "let in [just|only] <n>"),
    both(Difference, "goal difference ~3 <i>", "{Team} have a goal difference of {+n}."),
    row(Difference, "<i> goal difference"),
    row(PlayedOrDay, "after <n> games|matches|rounds|matchdays|fixtures"),
    row(Played, "in|from <n> games|matches|outings|fixtures|qualifiers"),
    row(Played, "played <n> [games|matches]"),
    both(
        Left,
        "<n> games|matches|game|match|rounds|round|fixtures|fixture left|remaining|to|still [play|go|come|to]",
        "{Team} have {n|match|matches} left.",
    ),
    both(
        InHand,
        "<n> games|game|matches|match in hand [on|over] [<t>]",
        "{Team} have {n|match|matches} in hand on {other}.",
    ),
    row(InHand, "played <n> [games|game|matches|match] fewer|less [than] [<t>]"),
    row(InHand, "<n> games|game|matches|match fewer [than] [<t>]"),
    row(InHandLess, "<n> games|game|matches|match more than <t>"),
    both(Group, "@group @<l>", "{Team} are in Group {letter}."),
    both(Day, "matchday|round <n>", "{match} was a match of matchday {n}."),
    row(Day, "<o> round|matchday [of]"),
    row(Triple, "<w>"),
    both(
        Since(Won),
        "@first ~2 @win|victory ~8 since <n>",
        "It is {team}'s first win{ground}{in scope} since {year}.",
    ),
    row(Since(Won), "@first ~2 @win|victory in|for <n> games|matches|attempts|outings"),
    both(
        Since(Lost),
        "@first ~2 @defeat|loss ~8 since <n>",
        "It is {team}'s first defeat{ground}{in scope} since {year}.",
    ),
    row(Since(Lost), "@first ~2 @defeat|loss in|for <n> games|matches"),
    both(
        Since(Drawn),
        "@first ~2 @draw ~8 since <n>",
        "It is {team}'s first draw{ground}{in scope} since {year}.",
    ),
    both(
        Meeting,
        "<o> meeting|encounter|clash [between|with|of]",
        "It was the {ord} meeting of {team} and {other}.",
    ),
    row(Meeting, "<n> meetings|previous|encounters [meetings] [between|with]"),
    both(Coach, "coach|manager|boss ~1 <p>", "{Team}'s coach is {person}."),
    row(Coach, "<p> s men|side|team|charges|players|squad|troops|boys|eleven|xi"),
    row(Coach, "under|for <p>"),
    row(Coach, "<p> s <n> wins"),
    row(
        PlayerTotal,
        "<o> goal ~2 of|at|in [the|this|these|his] tournament|finals|campaign|group|qualifying|competition|world|qualifiers",
    ),
    both(
        PlayerTotal,
        "<n> goals|goal ~2 at|in [the|this|these] tournament|finals|campaign|qualifying|competition|world|qualifiers",
        "{person} has scored {n|goal|goals}{in edition}.",
    ),
    row(
        Else,
        "<n> minutes|minute|years|year|days|day|fans|spectators|metres|yards|substitutes|bookings|times|months|caps|shots|corners|saves|men|changes|million|thousand|hours|hour|weeks|yard",
    ),
    row(Else, "<o> half|minute|time|attempt|goal|penalty|period|leg|post|phase"),
    row(Else, "<n> of [the|their|its]"),
];
