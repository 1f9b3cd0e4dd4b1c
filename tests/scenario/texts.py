"""Scenario texts that the tests of reading share."""

import textwrap

MINIMAL = """\
platine: 1
id: bonjour
title: Un bonjour
language: fr
channel: phone
customer:
  name: Ana Lopes
  request: Changer de forfait
  facts: {fils: "Son fils part étudier"}
  reality:
    feels: {inquiete: "Inquiète de se tromper"}
    thinks: {perdue: "Perdue dans les offres"}
  wishes:
    feels: {sure: {need: certainty, text: "Être sûre de son choix"}}
moments:
  accueil:
    line: "Je voudrais changer de forfait."
    calls_for: {reaction: 1, exploration: 1}
    responses:
      ouvrir: {say: "Qu'est-ce qui change pour vous ?", then: fin, reveals: [sure]}
      fermer: {say: "Lequel ?", then: fin}
endings:
  fin: {outcome: solved, text: "Elle raccroche."}
"""


def minimal(*changes: tuple[str, str]) -> str:
    """The smallest scenario, with some of its text replaced. Each text must be there."""
    text = MINIMAL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def with_response(keys: str) -> str:
    """The smallest scenario whose first response has more keys, written as in braces."""
    return minimal(("then: fin, reveals: [sure]}", f"then: fin, reveals: [sure], {keys}}}"))


def with_moment(name: str, body: str) -> str:
    """The smallest scenario with one more moment, its body indented as one likes."""
    indented = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
    return minimal(("endings:\n", f"  {name}:\n{indented}\nendings:\n"))


def with_top(lines: str) -> str:
    """The smallest scenario with more keys at its top."""
    return MINIMAL + textwrap.dedent(lines)


WHOLE = """\
platine: 1
id: colis-de-madame-roy
title: Le colis de Madame Roy
language: fr
channel: phone
level: practised
sector: delivery
summary: Un colis perdu, une date qui approche, et un petit-fils au bout du fil.
objectives:
  - Demander ce que le colis devait permettre
  - Dire ce qui est sûr et ce qui ne l'est pas
needs: {surprise: "Garder la surprise intacte"}
duties: {identify: "Vérifier à qui l'on parle"}
notes: Projeter la grille avant la première réponse.

customer:
  name: Odile Roy
  about: Retraitée, cliente depuis 2011.
  request: Savoir où est son colis
  real_need: Que le cadeau soit là samedi
  wait: {hours: 1, minutes: 5, felt: [unexplained, repeat_contact]}
  severity: 3
  facts: {cadeau: "Un train électrique", troisieme: "Troisième appel"}
  known: [troisieme]
  reality:
    feels: {lasse: "Lasse d'expliquer"}
    thinks: {seule: "Personne ne suit mon dossier"}
    does: {repete: "Répète « samedi »"}
  wishes:
    feels: {tranquille: {need: certainty, text: "Se sentir tranquille pour samedi"}}
    thinks: {suivie: {need: ownership, text: "Penser que quelqu'un suit"}}
    does: {emballer: {need: surprise, text: "Emballer le train elle-même"}}
  verdicts: {relieved: "Merci, je vais chercher du papier cadeau.", cold: "Bon. Au revoir."}
  base: {valence: 1, arousal: 0, control: 2, trust: 6}

variants:
  pressee:
    name: Odile Roy, entre deux trains
    wishes:
      does: {vite: {need: speed, text: "Raccrocher dans deux minutes"}}

desk: {load: loaded, queue: 4, tools: 2, latitude: low}
start: accueil
hangs_up: tonalite

moments:
  accueil:
    line: {base: "C'est encore moi.", pressee: "Vite, mon train arrive."}
    cues:
      - {sign: "Un soupir", reveals: [lasse]}
      - {sign: "Une annonce de gare", reveals: [vite], hidden: true, load_hides: loaded, for: [pressee]}
    calls_for: {base: {reaction: 1, exploration: 2}, pressee: {reaction: 1}}
    delivery: choose
    weight: 2
    notes: Laisser le silence.
    silence: {after: 12, then: humeur}
    responses:
      samedi:
        say: "{customer}, troisième appel en {wait} : qu'est-ce qui se passe samedi ?"
        reply: {base: "L'anniversaire de mon petit-fils.", pressee: "Je n'ai pas le temps !"}
        empathy: full
        naturalness: 4
        uses: [troisieme, repete]
        reveals: [tranquille, suivie, emballer, cadeau, seule]
        fulfils: [identify]
        sets: [promis]
        then: humeur
      desole:
        say: "Nous sommes désolés."
        empathy: {reaction: 1}
        naturalness: 1
        tone: flat
        coach: "Désolés de quoi ?"
        promises: empty
        then: [{when: {mood: [angry, cold], trust: "<= 3"}, to: tonalite}, {to: humeur}]
      attendre:
        say: "Un instant."
        action: hold
        dismisses: true
        misreads: true
        when: {latitude: [low, medium], not: {flag: [promis]}}
        locked: show
        then: humeur
      express:
        say: "En deux minutes, c'est réglé."
        for: [pressee]
        offers: [speed]
        confirms: true
        progress: 1
        then: humeur
  humeur:
    kind: read
    line: "Je ne sais plus à qui parler."
    asks: thinks
    right: [seule]
    misreadings: {presse: "Elle est pressée d'en finir"}
    then: question
  question: {kind: reflect, stage: empathy, then: courrier}
  courrier:
    kind: compose
    line: [{when: {said: [accueil.samedi]}, text: "Écrivez-moi tout."}, {text: "Écrivez-moi."}]
    calls_for: {interpretation: 1}
    questions:
      ou: {text: "Où est-il ?"}
      quand: {text: "Quand arrive-t-il ?", weight: 3, urgent: true}
    parts:
      date: {say: "Vendredi avant midi.", offers: [certainty], answers: {quand: full}, empathy: part}
      lieu: {say: "À Dijon.", answers: {ou: full, quand: partly}}
      merci: {say: "Merci de votre confiance.", naturalness: 1}
    pick: [1, 2]
    then: [{when: {answered: [quand], turn: at least 1, any: [{knows: [suivie]}, {load: [light]}]}, to: livre}, {to: tonalite}]
endings:
  livre: {outcome: solved, text: {base: "Le train roule samedi.", pressee: "Elle court vers son quai."}}
  tonalite: {outcome: unsolved, text: "La tonalité."}
"""
