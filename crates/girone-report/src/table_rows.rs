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
    /// Points ahead of somebody.
    Ahead,
    /// Points behind somebody.
    Behind,
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
    Row { kind, pattern }
}

pub(crate) const IT: &[Row<Say>] = &[
    row(Points, "<n> punti|punto"),
    row(Points, "quota <n>"),
    row(Points, "<n> lunghezze in classifica"),
    row(Points, "punti : <n>"),
    row(
        BarePoints,
        "sale|salgono|salito|salita|saliti|salire|resta|restano|ferma|fermo|fermi|ferme|fermano|rimane|rimangono|sono|vola|volano|arriva|arrivano|portano|aggancia|raggiunge a <n>",
    ),
    row(BarePoints, "<t> [sale|resta|e|ferma|segue|insegue] a <n>"),
    row(BarePoints, "<t> ( <n> )"),
    row(BarePoints, "<t> con <n>"),
    row(BarePoints, "<t> <n>"),
    row(BarePoints, "con <n>"),
    row(Ahead, "<n> [punti] in piu [del|della|dell|di|dello|dei|degli|rispetto] [al|alla] [<t>]"),
    row(Ahead, "<n> [punti] piu del|della|dell|di|dello|dei|degli [<t>]"),
    row(
        Ahead,
        "<n> [punti|lunghezze] di vantaggio|margine ~1 [su|sul|sulla|sull|sullo|sui|sugli] [<t>]",
    ),
    row(
        Ahead,
        "<n> punti|lunghezze|punto|lunghezza davanti|sopra|avanti [a|al|alla|all|agli] [il] [<t>]",
    ),
    row(Ahead, "a|al + <n> su|sul|sulla|sull|sui|sugli|sullo [<t>]"),
    row(Ahead, "a piu <n> su|sul|sulla|sull|sui|sugli|sullo [<t>]"),
    row(Ahead, "vantaggio|margine di <n> [punti|lunghezze] ~1 [su|sul|sulla|sull|sui|sugli] [<t>]"),
    row(Ahead, "+ <n> su|sul|sulla|sull|sui|sugli|sullo [<t>]"),
    row(Behind, "<n> [punti] in meno [del|della|dell|di|dello|dei|degli|rispetto] [al|alla] [<t>]"),
    row(Behind, "<n> [punti] meno del|della|dell|di|dello|dei|degli [<t>]"),
    row(
        Behind,
        "<n> [punti|lunghezze] di ritardo|distacco|svantaggio ~1 [da|dal|dalla|dall|su|sul|sulla] [<t>]",
    ),
    row(Behind, "<n> punti|lunghezze|punto|lunghezza dietro|sotto [a|al|alla|all|agli|il] [<t>]"),
    row(Behind, "a <n> punti|lunghezze|punto|lunghezza da|dal|dalla|dall|dallo|dai|dagli [<t>]"),
    row(Behind, "a <n> da|dal|dalla|dall|dallo|dai|dagli <t>"),
    row(Behind, "a meno <n> da|dal|dalla|dall|dallo|dai|dagli [<t>]"),
    row(Behind, "a - <n> da|dal|dalla|dall|dallo|dai|dagli [<t>]"),
    row(Behind, "@meno <n> da|dal|dalla|dall|dallo|dai|dagli [<t>]"),
    row(Behind, "ritardo|distacco di <n> [punti|lunghezze] [da|dal|dalla|dall|su|sul|sulla] [<t>]"),
    row(Behind, "insegue|inseguono a <n> [punti|lunghezze]"),
    row(Ahead, "stacca|distanzia|precede ~2 <t> di <n>"),
    row(Level, "@agganciat* @da|dal|dalla|dall|dallo|dagli <t>"),
    row(Level, "@aggancia|raggiunge|agganciano|raggiungono <t> ~2 a"),
    row(Level, "a @pari @punti ~2 con|col <t>"),
    row(Level, "a @pari @merito ~2 con|col <t>"),
    row(Level, "@appaiat* a|al|alla|all|con <t>"),
    row(Level, "gli @stessi @punti di|del|della|dell <t>"),
    row(Place, "<o> posto|posizione|piazza|piazzamento"),
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
    row(
        At(1),
        "@guida|guidano|comanda|comandano|domina il|la girone|gruppo|classifica|raggruppamento",
    ),
    row(At(1), "@vince|vincono|vinto|conquista il girone|gruppo|raggruppamento"),
    row(At(1), "@vincitrice|vincitore del girone|gruppo"),
    row(Bottom, "@fanalino [di] [coda]"),
    row(Bottom, "@ultimo|ultima|ultimi|ultime posto"),
    row(
        Bottom,
        "e|resta|restano|chiude|chiudono|rimane|finisce|finiscono|sono|rimangono|termina @ultimo|ultima|ultimi|ultime",
    ),
    row(Bottom, "@ultimo|ultima|ultimi|ultime nel|del|in|con|a girone|gruppo|classifica|<n>|quota"),
    row(Tally(Won), "<n> vittorie|vittoria|successi|successo|affermazioni|vinte|trionfi"),
    row(
        Tally(Won),
        "vinto|vincendo|vince|vincono|vinte|vincere [solo|soltanto|appena] <n> [sole|sola] partite|partita|gare|gara|incontri|volte|delle|su|,|.|;|e|match",
    ),
    row(Tally(Won), "vincendone [solo|soltanto|appena] <n>"),
    row(Tally(Won), "ne ha vinte|vinta [solo|soltanto|appena] <n>"),
    row(Tally(Drawn), "<n> pareggi|pareggio|pari|pareggiate|x"),
    row(Tally(Lost), "<n> sconfitte|sconfitta|ko|perse|stop|cadute|battute|rovesci"),
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
    row(Run(R::Wins), "<o> vittoria|successo consecutiva|consecutivo|filato|filata"),
    row(Run(R::Wins), "<o> vittoria|successo ~2 di|in fila"),
    row(Run(R::Wins), "<n> vittorie|successi consecutive|consecutivi|filate|filati"),
    row(Run(R::Wins), "<n> vittorie|successi ~1 di|in fila"),
    row(Run(R::Wins), "<n> vittorie|successi nelle|negli ultime|ultimi <n>"),
    row(Run(R::Wins), "striscia|serie di <n> vittorie|successi"),
    row(Run(R::Defeats), "<o> sconfitta|ko|stop consecutiva|consecutivo|filato|filata"),
    row(Run(R::Defeats), "<o> sconfitta|ko ~1 di|in fila"),
    row(Run(R::Defeats), "<n> sconfitte|ko consecutive|consecutivi|filate|filati"),
    row(Run(R::Defeats), "<n> sconfitte|ko ~1 di|in fila"),
    row(Run(R::Draws), "<o> pareggio|pari consecutivo|filato"),
    row(Run(R::Draws), "<o> pareggio|pari ~1 di|in fila"),
    row(Run(R::Draws), "<n> pareggi consecutivi|filati"),
    row(Run(R::Unbeaten), "imbattut* da <n>"),
    row(Run(R::Unbeaten), "<n> risultati utili [consecutivi]"),
    row(Run(R::Unbeaten), "<o> risultato utile consecutivo|di"),
    row(Run(R::Unbeaten), "<n> partite|gare senza sconfitte|sconfitta|perdere|ko"),
    row(Run(R::Unbeaten), "non perde|perdono da <n>"),
    row(Run(R::Winless), "non vince|vincono da <n>"),
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
    row(
        For,
        "segnato|segnando|realizzato|realizzando|segna|segnano|segnati|segnate|segnare [solo|soltanto|appena|ben] <n> [gol|reti|volte]",
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
    row(
        Against,
        "subendo|incassando|concedendo|subito|incassato|subisce|incassa|concesso|concede|subiti|subite|incassati [solo|soltanto|appena|ben] <n> [solo|sola] [gol|reti|rete|volta|volte]",
    ),
    row(Against, "subendone|incassandone [solo|soltanto|appena|ben] <n>"),
    row(Difference, "differenza reti|gol|goal ~2 <i>"),
    row(Difference, "<i> di|la|in differenza [reti|gol]"),
    row(Difference, "saldo ~3 <i>"),
    row(PlayedOrDay, "dopo <n> giornate|turni|partite|gare|incontri|match"),
    row(Played, "in <n> partite|gare|incontri|match|giornate|turni|uscite"),
    row(Played, "<n> partite|gare giocate|disputate"),
    row(
        Left,
        "a <n> giornate|gare|partite|turni|giornata|gara|partita|turno dalla|dal|alla|al fine|termine|conclusione",
    ),
    row(
        Left,
        "mancano|manca|restano|resta [ancora] <n> giornate|gare|partite|turni|giornata|gara|partita|turno",
    ),
    row(
        Left,
        "<n> giornate|gare|partite|turni|giornata|gara|partita ancora|rimanenti|rimaste|da [da] [giocare|disputare]",
    ),
    row(InHand, "<n> gare|partite|gara|partita da recuperare"),
    row(
        InHand,
        "<n> gare|partite|gara|partita in meno [di|del|della|dell|dello|dei|degli|giocata|giocate] [<t>]",
    ),
    row(
        InHandLess,
        "<n> gare|partite|gara|partita in piu [di|del|della|dell|dello|dei|degli|giocata|giocate] [<t>]",
    ),
    row(Group, "@gruppo|girone|raggruppamento @<l>"),
    row(Day, "<o> giornata|turno"),
    row(Day, "giornata|turno [numero] <n>"),
    row(Day, "<n> giornata"),
    row(Triple, "<w>"),
    row(Since(Won), "@prim* @vittoria|successo|affermazione ~5 dal|da|dopo|in <n>"),
    row(Since(Lost), "@prim* @sconfitta|ko|stop ~5 dal|da|dopo|in <n>"),
    row(Since(Drawn), "@prim* @pareggio|pari ~5 dal|da|dopo|in <n>"),
    row(
        Meeting,
        "<o> confronto|sfida|incrocio|incontro|scontro|precedente|volta|faccia [diretto] tra|fra|contro|con|in",
    ),
    row(Meeting, "<n> precedenti|confronti|incroci|scontri [diretti] [tra|fra]"),
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
    row(
        PlayerTotal,
        "<n> gol|reti|centri ~2 nel|nelle|in|di|del|al|ai torneo|mondiale|mondiali|europeo|girone|qualificazioni|queste|questo|rassegna|competizione|gruppo|eliminatorie",
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
    row(Points, "<n> points|point|pts"),
    row(Points, "points tally|total ~2 <n>"),
    row(BarePoints, "on|to|with|have|has|had <n>"),
    row(BarePoints, "<t> ~2 on|with|have|has|had|to <n>"),
    row(BarePoints, "<t> ( <n> )"),
    row(BarePoints, "<t> <n>"),
    row(Ahead, "<n> [points|point] clear|ahead|above|better|clear [off] [of|than] [<t>]"),
    row(Ahead, "<n> [points] more than <t>"),
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
    row(Level, "@level [on] [points] with <t>"),
    row(Level, "@level [on] <n> [points] with <t>"),
    row(Level, "same [number] [of] points as <t>"),
    row(Level, "joined ~4 by <t> on"),
    row(Place, "<o> place|spot|position"),
    row(
        BarePlace,
        "finish|finished|finishes|finishing|are|were|is|was|remain|remained|remains|stay|stayed|stays|sit|sits|sat|lie|lies|ended|end|ends|come|came|placed|to|in|down|up|ending|sitting|staying|leaving|left|leaves <o>",
    ),
    row(BarePlace, "<t> [are|were|in|finished|finish|stay|remain] <o>"),
    row(BarePlace, "<o> in|behind [the] group|section|table|standings|pool|<t>"),
    row(At(1), "@top of [the|their] group|table|pile|section|standings|pool|qualifying|it"),
    row(
        At(1),
        "@top|topped|topping|tops|head|lead|leads|led|leading|win|won|winning|wins [the|their] group|table|section|standings|pool",
    ),
    row(At(1), "@top|topped|tops|won|win group <l>"),
    row(At(1), "@group @winners"),
    row(At(1), "@leaders of|in group|the"),
    row(At(1), "<t> @won|topped it"),
    row(At(2), "@runners up"),
    row(At(2), "@runner up"),
    row(Bottom, "@bottom"),
    row(Bottom, "foot of the @table|group|standings|section"),
    row(Bottom, "finish|finished|are|were|came @last"),
    row(Bottom, "@last in|of [the] group|section|table"),
    row(Tally(Won), "<n> wins|win|victories|victory|triumphs|won"),
    row(Tally(Won), "won|winning|win [just|only|all] <n> [of|games|game|matches|,|.|;|and]"),
    row(Tally(Drawn), "<n> draws|draw|stalemates|drawn"),
    row(Tally(Drawn), "drawn|drew|drawing [just|only] <n>"),
    row(Tally(Lost), "<n> defeats|defeat|losses|loss|lost|reverses"),
    row(Tally(Lost), "lost|losing [just|only|all] <n> [of|games|game|matches|,|.|;|and]"),
    row(Nth(Won), "<o> [group|qualifying|competitive] win|victory|triumph|success"),
    row(Nth(Drawn), "<o> [group|qualifying|competitive] draw|stalemate"),
    row(Nth(Lost), "<o> [group|qualifying|competitive] defeat|loss|reverse|setback"),
    row(First(Lost), "beaten|lost|losing|defeated ~1 for the @first @time"),
    row(AllWon, "<n> wins|victories from|out|in of|<n>"),
    row(AllWon, "<n> wins|victories from|in <n>"),
    row(AllWon, "<o> win|victory in <n>"),
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
    row(Run(R::Wins), "won [their] last <n>"),
    row(Run(R::Wins), "winning run|streak ~2 to <n>"),
    row(Run(R::Defeats), "<o> straight|successive|consecutive [group|qualifying] defeat|loss"),
    row(Run(R::Defeats), "<o> defeat|loss in a row|succession"),
    row(Run(R::Defeats), "<n> straight|successive|consecutive defeats|losses"),
    row(Run(R::Defeats), "<n> defeats|losses in a row|succession"),
    row(Run(R::Defeats), "lost [their] last <n>"),
    row(Run(R::Draws), "<o> straight|successive|consecutive draw"),
    row(Run(R::Draws), "<n> straight|successive|consecutive draws"),
    row(Run(R::Unbeaten), "unbeaten in|for|through [their] [last] <n>"),
    row(Run(R::Unbeaten), "unbeaten run|streak ~4 to|of|at <n>"),
    row(Run(R::Unbeaten), "<n> games|matches unbeaten"),
    row(Run(R::Unbeaten), "<n> games|matches without defeat"),
    row(Run(R::Unbeaten), "<n> game|match unbeaten"),
    row(Run(R::Unbeaten), "without defeat in [their] [last] <n>"),
    row(Run(R::Winless), "winless in|for [their] [last] <n>"),
    row(Run(R::Winless), "<n> games|matches without a win|victory"),
    row(Run(R::Winless), "without a win|victory in|for [their] [last] <n>"),
    row(Run(R::CleanSheets), "<o> straight|successive|consecutive clean sheet"),
    row(Run(R::CleanSheets), "<n> straight|successive|consecutive clean sheets"),
    row(Run(R::CleanSheets), "<n> clean sheets in a row"),
    row(For, "<n> goals|goal scored"),
    row(For, "scored|scoring|score|netted|managed [just|only] <n> [goals|goal|times]"),
    row(For, "scoring|scored <n>"),
    row(ForBoth, "<n> goals to <t> [s] <n>"),
    row(Against, "<n> [goals|goal] conceded|against|shipped"),
    row(Against, "conceded|conceding|concede|shipped|shipping [just|only] <n>"),
    row(Against, "let in [just|only] <n>"),
    row(Difference, "goal difference ~3 <i>"),
    row(Difference, "<i> goal difference"),
    row(PlayedOrDay, "after <n> games|matches|rounds|matchdays|fixtures"),
    row(Played, "in|from <n> games|matches|outings|fixtures"),
    row(Played, "played <n> [games|matches]"),
    row(
        Left,
        "<n> games|matches|game|match|rounds|round|fixtures|fixture left|remaining|to|still [play|go|come|to]",
    ),
    row(InHand, "<n> games|game|matches|match in hand [on|over] [<t>]"),
    row(InHand, "played <n> [games|game|matches|match] fewer|less [than] [<t>]"),
    row(InHand, "<n> games|game|matches|match fewer [than] [<t>]"),
    row(InHandLess, "<n> games|game|matches|match more than <t>"),
    row(Group, "@group @<l>"),
    row(Day, "matchday|round <n>"),
    row(Day, "<o> round|matchday [of]"),
    row(Triple, "<w>"),
    row(Since(Won), "@first ~2 @win|victory ~6 since <n>"),
    row(Since(Won), "@first ~2 @win|victory in|for <n> games|matches|attempts|outings"),
    row(Since(Lost), "@first ~2 @defeat|loss ~6 since <n>"),
    row(Since(Lost), "@first ~2 @defeat|loss in|for <n> games|matches"),
    row(Since(Drawn), "@first ~2 @draw ~6 since <n>"),
    row(Meeting, "<o> meeting|encounter|clash [between|with|of]"),
    row(Meeting, "<n> meetings|previous|encounters [meetings] [between|with]"),
    row(Coach, "coach|manager|boss ~1 <p>"),
    row(Coach, "<p> s men|side|team|charges|players|squad|troops|boys|eleven|xi"),
    row(Coach, "under|for <p>"),
    row(Coach, "<p> s <n> wins"),
    row(
        PlayerTotal,
        "<o> goal ~2 of|at|in [the|this|these|his] tournament|finals|campaign|group|qualifying|competition|world|qualifiers",
    ),
    row(
        PlayerTotal,
        "<n> goals ~2 at|in [the|this|these] tournament|finals|campaign|qualifying|competition|world|qualifiers",
    ),
    row(
        Else,
        "<n> minutes|minute|years|year|days|day|fans|spectators|metres|yards|substitutes|bookings|times|months|caps|shots|corners|saves|men|changes|million|thousand|hours|hour|weeks|yard",
    ),
    row(Else, "<o> half|minute|time|attempt|goal|penalty|period|leg|post|phase"),
    row(Else, "<n> of [the|their|its]"),
];
