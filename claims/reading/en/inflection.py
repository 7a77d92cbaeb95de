"""Forms of English verbs, made once at import from the base forms in `verbs`."""

from typing import Final

IRREGULAR: Final[dict[str, tuple[str, str, str, str]]] = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "hold": ("holds", "held", "held", "holding"),
    "bet": ("bets", "bet", "bet", "betting"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "begin": ("begins", "began", "begun", "beginning"),
    "go": ("goes", "went", "gone", "going"),
    "come": ("comes", "came", "come", "coming"),
    "become": ("becomes", "became", "become", "becoming"),
    "leave": ("leaves", "left", "left", "leaving"),
    "meet": ("meets", "met", "met", "meeting"),
    "fly": ("flies", "flew", "flown", "flying"),
    "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "made", "making"),
    "give": ("gives", "gave", "given", "giving"),
    "get": ("gets", "got", "got", "getting"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "rise": ("rises", "rose", "risen", "rising"),
    "have": ("has", "had", "had", "having"),
    "do": ("does", "did", "done", "doing"),
    "be": ("is", "was", "been", "being"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "build": ("builds", "built", "built", "building"),
    "run": ("runs", "ran", "run", "running"),
    "lead": ("leads", "led", "led", "leading"),
    "lose": ("loses", "lost", "lost", "losing"),
    "win": ("wins", "won", "won", "winning"),
    "sell": ("sells", "sold", "sold", "selling"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "stand": ("stands", "stood", "stood", "standing"),
    "find": ("finds", "found", "found", "finding"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "show": ("shows", "showed", "shown", "showing"),
    "pay": ("pays", "paid", "paid", "paying"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "put": ("puts", "put", "put", "putting"),
    "let": ("lets", "let", "let", "letting"),
    "set": ("sets", "set", "set", "setting"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "quit": ("quits", "quit", "quit", "quitting"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "spend": ("spends", "spent", "spent", "spending"),
    "send": ("sends", "sent", "sent", "sending"),
    "grow": ("grows", "grew", "grown", "growing"),
    "know": ("knows", "knew", "known", "knowing"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "drive": ("drives", "drove", "driven", "driving"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "buy": ("buys", "bought", "bought", "buying"),
    "face": ("faces", "faced", "faced", "facing"),
    "understand": ("understands", "understood", "understood", "understanding"),
}
_VOWELS: Final = "aeiou"
_DOUBLING: Final = frozenset(
    [
        "plan",
        "stop",
        "cap",
        "commit",
        "submit",
        "admit",
        "rebut",
        "tip",
        "ban",
        "permit",
        "refer",
        "occur",
        "quip",
        "tap",
        "drop",
        "shut",
        "step",
        "chat",
        "brag",
    ]
)


def verb_forms(base: str) -> tuple[str, str, str, str]:
    """The third person, past, past participle and -ing forms of an English verb."""
    if base in IRREGULAR:
        return IRREGULAR[base]
    return (_third(base), _past(base), _past(base), _ing(base))


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return (base + base[-1] if base in _DOUBLING else base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return (base + base[-1] if base in _DOUBLING else base) + "ing"
