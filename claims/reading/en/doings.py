"""What nouns and verbs show of a claim: what is done, what befalls, what is measured, what is only told."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHANGES: Final = _words(
    """climb decline double drop exceed fall grow halve increase lose recover remain rise shrink slow suffer"""
)
"""What figures do: with them "is to" and "is due to" forecast."""
BEFALLS: Final = _words("""beat fall find get grow know lose miss need nick receive recover rise see suffer win""")
"""What befalls even one who says "we will"."""
PEOPLE: Final = _words("""crews deputies forces members men people side staff units""")
"""People who do what the speaker says."""
MEASURES: Final = _words(
    """costs debt deficit demand earnings exports growth imports inflation loss losses margin margins orders
    output price prices profit profits rent rents results revenue revenues sales spending stocks temperature
    temperatures traffic turnout unemployment wages yields"""
)
"""Figures that nobody sets."""
EFFECTS: Final = _words(
    """add allow attract boost bring build carry change cost create cut double draw drive ease enable generate
    give halve help hit hold hurt improve keep leave lift make mean offer produce provide push put raise
    reduce replace restore return save seat solve stop use weigh"""
)
"""What a thing brings about, so that a thing with them forecasts."""
SUFFERED: Final = _words(
    """affected beaten compensated damaged destroyed disappointed exhausted flooded forgotten lost overtaken
    overwhelmed remembered ruined surprised swamped"""
)
"""Participles of what nobody plans."""
OPENINGS: Final = _words(
    """arrive arrives begin begins close closes depart departs end ends go goes leave leaves meet meets open
    opens play plays reopen reopens resume resumes return returns sit sits start starts vote votes"""
)
"""What stands on a calendar, told in the present tense."""
RANKS: Final = _words(
    """better champion champions favorites favourites fine first happy last missed old profitable promoted
    relegated remembered sorry stronger underdogs winner winners"""
)
"""What comes of itself behind "we will be"."""
ACTS: Final = _words(
    """announcement appeal appeals ceremony election inquiry investigation referendum review statement strike
    strikes talks vote"""
)
"""What somebody does behind "there will be"."""
TITLES: Final = _words("""Chief Dr Engr Mr Mrs Ms""")
"""Titles that tell nothing of an office."""
DISMISSED: Final = _words(
    """denied denies deny denying dismiss dismissed dismisses dismissing quashed refuted refutes rejected rejects
    rubbished scotched"""
)
"""What one does with a rumour that one denies."""
RUMOURS: Final = _words(
    """allegation allegations claim claims fears idea notion report reports rumor rumors rumour rumours
    speculation suggestion suggestions talk warnings"""
)
"""What may be dismissed."""
SEERS: Final = _words(
    """clairvoyant fable folklore fortune-teller fortune-tellers legend myth oracle palmist prophecy soothsayer
    superstition"""
)
"""Those whose word on what is to come is no forecast."""
DONE_BY_VOTE: Final = _words(
    """accept acquit adopt advance amend approve authorise authorize back ban block censure certify condemn confirm
    convict create declare defeat defer delay deny elect endorse fine give grant impeach introduce oppose oust
    override overturn pass postpone ratify recognise recognize recommend reject remove repeal rescind send strip
    suspend support table uphold withdraw"""
)
"""What a vote itself does, so that "voted to" with them tells what is done, not what is to come."""
OCCASIONS: Final = _words(
    """talks negotiations meeting meetings hearing hearings trial election elections vote voting ballot poll polls
    referendum summit match game session conference ceremony funeral season tournament race concert festival exams
    consultations classes lessons inquest retrial launch"""
)
"""What stands on a calendar whoever tells of it."""
OCCURS: Final = _words("resume begin start open follow end conclude happen proceed commence continue")
"""What such an occasion does; "go ahead" besides."""
