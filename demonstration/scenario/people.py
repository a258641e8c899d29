"""Who acts for the parties of the demonstration. All of them are fictitious."""

from demonstration.scenario.terms import Player
from parties.models import Role

# By the name in their addresses: the organisation, and its people, the first of whom administers it.
PARTIES = {
    "brackenfell": ("Brackenfell Data Services", "Oona Strand"),
    "emberley": ("Emberley Data", "Nia Farrow", "Sol Denby"),
    "hollowmere": ("Hollowmere Data", "Greta Moss"),
    "larktallow": ("Lark & Tallow Metering", "Ivo Larkin"),
    "pellwater": ("Pellwater Smart Data", "Rhys Pendry"),
    "tarnwick": ("Tarnwick Energy", "Piers Oakden"),
    "vexmoor": ("Vexmoor Energy", "Callum Dray"),
    "aldermoor": ("Aldermoor Energy", "Ada Penrose", "Wilf Garrick"),
    "dunnockby": ("Dunnockby Energy", "Edwin Sparrow"),
    "fennimore": ("Fennimore Smart Metering", "Beatrix Lomas", "Owen Tarrant"),
    "gorseland": ("Gorseland Power", "Maren Fell"),
    "ivelmere": ("Ivelmere Power", "Dafydd Rowe"),
    "jackdaw": ("Jackdaw Metering", "Kit Corrigan"),
    "kittiwake": ("Kittiwake Energy", "Anselm Burr"),
    "marrowby": ("Marrowby Collect", "Saskia Venn", "Tobias Ferrow"),
    "nettlestone": ("Nettlestone Energy", "Harriet Quill"),
    "oxbarrow": ("Oxbarrow Data", "Femi Adair"),
    "quillhaven": ("Quillhaven Energy", "Lorna Askew", "Milo Hart"),
    "rookhollow": ("Rookhollow Metering", "Priya Holt"),
    "saltmarsh": ("Saltmarsh Grid Data", "Ottilie Crane", "Ned Fenwick"),
    "thistledown": ("Thistledown Retail", "Rosa Amery"),
    "umberwick": ("Umberwick Data", "Gideon Slate"),
    "wychlow": ("Wychlow Smart", "Ines Calder", "Hugh Marrable"),
    "yarrowgate": ("Yarrowgate Power", "Dorothy Lisle"),
    "zephyrhollow": ("Zephyr Hollow Data", "Emrys Vaughan"),
    # They provide no service, and collect for others.
    "cinderwell": ("Cinderwell Supply", "Thea Marlin"),
    "greywether": ("Greywether Supply", "Una Keating"),
    "larchmere": ("Larchmere Supply", "Petra Sallow"),
    "osier": ("Osier Metering Services", "Bram Okafor"),
    "peverell": ("Peverell Energy", "Jonah Pike"),
}


def address(name: str, party: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{party}.example"


PEOPLE = tuple(
    Player(address(name, party), name, Role.MEMBER, organisation, administers=name == names[0])
    for party, (organisation, *names) in PARTIES.items()
    for name in names
)
