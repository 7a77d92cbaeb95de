"""Words by which `claims.restatements` compares what two claims say: data, and no rules."""

from typing import Final

_ENDINGS = "s es d ed e er ers ing ings ion ions ation ations al ly en ment ments ity ern t y ies ied ive or ors"
ENDINGS: Final = frozenset(["", *_ENDINGS.split()])
"""What words of one stem differ in."""

_ALIKE = """
build built rebuild rebuilt rebuilding
sell sold sale sales
hold held
take took taken capture captured conquer conquered seize seized
free freed liberate liberated liberation
speak spoke spoken
buy bought purchase purchased
give gave given
begin began begun start started starting startup commence
close closed closing closure shut
end ended over finish finished
lose lost loss
win won victory
rise rose risen
fall fell fallen
leave left departure
pay paid payment
send sent
grow grew grown growth
home homes house houses
percent cent
child children
man men
woman women
person people
agreement accord deal treaty pact
charge charges charged indict indicted indictment
murder murdered killing killed
shop shops store stores
car cars vehicle vehicles
troops soldiers forces
doctor doctors physician physicians
vaccine vaccinate vaccinated vaccination jab jabs
vote votes poll polls election elections elected elect
lorry lorries truck trucks
"""
ALIKE: Final = {
    form: first for first, *forms in map(str.split, _ALIKE.strip().splitlines()) for form in (first, *forms)
}
"""Words of one meaning that do not look alike, each by the first of its line."""

_LIGHT = """
open opens opened opening ready complete completed completion completely done finish finished end start begin
operation operational running work working place full fully reach reached come came line hand handed go goes
went carry carried new old again longer need needed agree agreed agreement deal matter way become became hold
step order total finally entirely whole put set bring brought use used available expect expected plan planned
take happen happens occur occurs case cases project projects programme program process city town village
region person everyone everybody anyone everything ours
"""
LIGHT: Final = frozenset(_LIGHT.split())
"""Words that say that something is brought about, and not what."""

_ORDER = """
one first
two second
three third
four fourth
five fifth
six sixth
seven seventh
eight eighth
nine ninth
ten tenth
eleven eleventh
twelve twelfth
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Final = {word: str(number) for number, line in enumerate(_ORDER.split("\n")) for word in line.split()} | {
    word: str(10 * number) for number, word in enumerate(_TENS.split(), start=2)
}
"""Numbers in words, in digits."""
