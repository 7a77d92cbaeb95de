"""What little is known of languages the rules cannot read: enough to name them. Data for `language`."""

from typing import Final

SCRIPTS: Final[dict[str, str]] = {
    "CJK": "Chinese",
    "HANGUL": "Korean (Hangul script)",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "UNKNOWN": "an unknown script",
    "MATHEMATICAL": "styled letters of mathematics",
}
"""What a text is said to be in for the first word of a letter's Unicode name, where that is not "... script"."""

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "English": "the of and to in that is for was on with as it he said at by has have from are be will they an not",
        "German": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
        "French": "le la les des et en du une est que qui dans pour sur au pas par plus avec il ce ne se sont aux",
        "Spanish": "el la los las de que y en un una es por con para del se su al lo como más pero sus fue este",
        "Portuguese": "o os as de que e do da em um uma para com não no na por mais dos se ao foi como das",
        "Italian": "il lo la gli di che e un una per con del della è non sono nel alla dei da ha più anche",
        "Dutch": "de het een van en in is dat op te voor met zijn niet aan er om ook als door werd naar bij",
        "Swedish": "och att det som en på är av för med den till inte har de ett om han var jag men sig från",
        "Danish": "og at det som en på er af for med den til ikke har de et om han var blev der fra",
        "Norwegian": "og at det som en på er av for med den til ikke har de et om han var ble etter fra",
        "Finnish": "ja on ei että se oli hän mutta ovat kun myös joka mukaan kuin sen ole jo vain",
        "Polish": "w i na się nie z do to że jest jak po o za od przez był ale przy są jego",
        "Czech": "a se na v je že to s z do o ve jsem za by ale po jako pro jeho podle",
        "Hungarian": "a az és hogy nem is egy van meg volt ez de csak el már még szerint lesz",
        "Romanian": "și în de la a cu nu o pe că este din un pentru au fost mai care",
        "Turkish": "ve bir bu için ile da de olarak çok daha olan gibi ama sonra kadar göre",
        "Indonesian": "yang dan di dengan untuk dari ini pada tidak dalam itu akan ke oleh juga adalah",
        "Vietnamese": "của và là có trong được cho không với các những một này đã người",
        "Russian": "и в не на что с по как это для из к он от было его за но а будет",
        "Ukrainian": "і в не на що з та до як це для у від він за його але про буде є",
        "Bulgarian": "и на в да се за от че не са по ще е като това",
    }.items()
}
"""The commonest short words of languages in Latin or Cyrillic script."""
