"""Which characters carry no words: marks of format and control, pictures, and bullets. Data for regular expressions."""

from typing import Final

UNSEEN: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
"""The inside of a character class: control and format characters, which print as nothing and are read as space."""

PICTURES: Final = (
    "\u20e3\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe00-\ufe0f\U0001f000-\U0001fbff"
)
"""The inside of a character class: arrows, dingbats and emoji, with the signs that join and colour them."""

BULLETS: Final = "*•‣⁃·▪●○◦■□#>~=_+|"
"""Signs that open a line without being part of its words."""
