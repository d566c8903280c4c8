"""Words that letters begin with, in the languages that desks write; lists to be built into patterns."""

from __future__ import annotations

FRENCH = "bonjour|bonsoir|salut|coucou|chère?s?"
OTHERS = (
    "hi there|hi|hello there|hello|hey there|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|hej|hei|"
    "liebe[rs]?|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|moin|servus|grüezi|"
    "hola|buen(?:os días|as tardes|as noches)|"
    "estimad[oa]s?|querid[oa]s?|olá|ola|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]|ciao|buongiorno|buonasera|"
    "salve|gentil[ei]|egregio|kære|kjære|hejsa|beste|geachte|goede(?:morgen|middag|navond|ndag)|hoi|dag|bästa|cześć|"
    "dzień dobry|szanown[yai]|dobrý den|ahoj|merhaba|sayın"
)
GREETING = f"{FRENCH}|{OTHERS}"
TITLE = (
    r"mrs?|ms|miss|mx|dr|prof|sir|madam|herr|frau|herrn|monsieur|madame|mme|mlle|señora?|sra?|signora?|sig|dott|"
    r"senhora?|hr|fru|dhr|mevrouw|mevr|meneer"
)
