"""Made-up numbers and whether another program takes them for right.

    python makeCheckDigits.py        (python-stdnum 2)
"""
import importlib
import json
import pathlib
import random

random.seed(7)
digits = lambda n: "".join(random.choice("0123456789") for _ in range(n))
letters = lambda n: "".join(random.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(n))
makers = {
    "isIban": ("stdnum.iban", lambda: random.choice(["DE" + digits(20), "GB" + digits(2) + letters(4) + digits(14), "CH" + digits(19), "FR" + digits(25), "XX" + digits(20)])),
    "isCardNumber": ("stdnum.luhn", lambda: random.choice("23456") + digits(15)),
    "isSocialSecurityNumber": ("stdnum.us.ssn", lambda: random.choice(["000", "666", "9" + digits(2), digits(3)]) + "-" + random.choice(["00", digits(2)]) + "-" + random.choice(["0000", digits(4)])),
    "isNhsNumber": ("stdnum.gb.nhs", lambda: digits(10)),
    "isGermanTaxId": ("stdnum.de.idnr", lambda: str(random.randint(1, 9)) + digits(10)),
    "isSwissAhv": ("stdnum.ch.ssn", lambda: "756" + digits(10)),
    "isFrenchNir": ("stdnum.fr.nir", lambda: random.choice("12") + digits(2) + "%02d" % random.randint(1, 12) + random.choice([digits(2), "2A", "2B"]) + digits(8)),
    "isSpanishDni": ("stdnum.es.dni", lambda: digits(8) + random.choice("TRWAGMYFPDXBNJZSQVHLCKE")),
    "isDutchBsn": ("stdnum.nl.bsn", lambda: digits(9)),
    "isCpf": ("stdnum.br.cpf", lambda: digits(11)),
    "isPesel": ("stdnum.pl.pesel", lambda: "%02d%02d%02d" % (random.randint(0, 99), random.randint(1, 12), random.randint(1, 28)) + digits(5)),
}
out = {}
for name, (module, make) in makers.items():
    check = importlib.import_module(module).is_valid
    right, wrong = [], []
    while len(right) < 25 or len(wrong) < 25:
        number = make()
        bucket = right if check(number) else wrong
        if len(bucket) < 25:
            bucket.append(number)
    out[name] = {"right": right, "wrong": wrong}
here = pathlib.Path(__file__).parent
(here / "checkDigits.json").write_text(json.dumps(out, indent=1) + "\n")
