"""What little is known of languages the rules cannot read: enough to name them. Data for `language`."""

from typing import Final

SCRIPTS: Final[tuple[tuple[str, int, int], ...]] = (
    ("Greek", 0x0370, 0x03FF),
    ("Hebrew", 0x0590, 0x05FF),
    ("Arabic", 0x0600, 0x06FF),
    ("Hindi", 0x0900, 0x097F),
    ("Bengali", 0x0980, 0x09FF),
    ("Tamil", 0x0B80, 0x0BFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Georgian", 0x10A0, 0x10FF),
    ("Armenian", 0x0530, 0x058F),
    ("Korean", 0xAC00, 0xD7AF),
    ("Japanese", 0x3040, 0x30FF),
    ("Chinese", 0x4E00, 0x9FFF),
)
"""Scripts that tell the language: name, first and last code point. Kana come before the characters shared with Chinese."""

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "English": "the of and to in that is for was on with as it he said at by has have from are be will they an not this",
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
