"""How English texts set out words that are somebody's as a whole: interviews, letters, statements, block quotations."""

import re
from typing import Final

LABEL: Final = re.compile(
    r"(?P<label>(?P<name>Q(?=\s[A-Z“\"])|[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,2}(?=:)):?)\s"
)
"""Opens the words of whom it names, in an interview or a transcript; a bare Q asks."""

QUESTION: Final = re.compile(r"(?:Q|QUESTION|Question)\s?[:.]?\s")
"""Opens the words of whoever asks in an interview."""

ANSWER: Final = re.compile(r"(?:A|ANSWER|Answer)\s?[:.]\s")
"""Opens the words of whoever answers."""

SALUTATION: Final = re.compile(
    r"(?:SIR|Sir|SIRS|Sirs|MADAM|Madam|EDITOR|Editor|The Editor|Dear (?:Sirs?|Madam|Editor|Mr|Mrs|Ms)\b[^.!?\n]{0,40}"
    r"|To the [Ee]ditor)\s{0,2}(?:[,:;]|--|[-–—])"
)
"""Opens a letter to the editor."""

SIGNATURE: Final = re.compile(
    r"(?:\((?:Mr|Mrs|Ms|Miss|Dr|Rev|Cllr|Prof)\)\s)?(?P<name>[A-Z][\w.'’-]{0,30}(?:\s[A-Z][\w.'’-]{0,30}){0,4})"
    r"(?:[,;]\s?[^.!?\n]{1,60})?"
)
"""A letter's last line: a name, and where its writer lives or what he is."""

STATEMENT: Final = re.compile(
    r"(?i:\b(?:statement|remarks|speech|address|message|letter|readout|testimony)\s(?:by|from|of)\s(?:the\s)?)"
    r"(?P<name>(?:[A-Z][\w.'’-]{0,30}\s?){2,9})"
)
"""A headline that says whose words the text is; its name may open with a role."""

INTRODUCES: Final = re.compile(
    r"\b(?:said|says|added|adds|told\b[^:]{1,40}|wrote|writes|stated|commented|explained|reads?|follows|statement|letter)"
    r"[^:.!?\n]{0,60}:$"
)
"""The end of a paragraph that introduces the words of the next."""

FIRST_PERSON: Final = re.compile(r"\b(?:I|I['’](?:m|ll|ve|d)|[Ww]e|[Ww]e['’](?:re|ll|ve|d)|[Oo]ur|[Mm]y|us)\b")
"""A word with which a speaker means himself or those he speaks for."""
