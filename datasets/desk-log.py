"""Makes desk-log.jsonl: two simulated assistants at a support desk, whose weights are known.

    python3 datasets/desk-log.py > datasets/desk-log.jsonl

Needs Python 3.8 alone. The same file comes out each time.
"""
import json
import math
import random

REPLIES = ["refund", "ask back", "hand over", "explain"]
SAYS = {
    "refund": "I have refunded the order.",
    "ask back": "Could you send me the order number?",
    "hand over": "A colleague will take this up with you.",
    "explain": "Let me explain how this came about.",
}
WEIGHTS = {  # What each assistant is made to pursue. The desk wants cases resolved.
    "desk-1": {"resolves": 1.6, "confident": 0.0, "minutes": -0.2},
    "desk-2": {"resolves": 0.2, "confident": 1.6, "minutes": -0.2},
}
HANDS_OVER_WHEN_RECORDED = {"desk-1": 0.0, "desk-2": 2.5}
CUSTOMERS = 60

draw = random.Random(20260101)


def menu(period):
    options = []
    for reply in draw.sample(REPLIES, len(REPLIES)):
        resolves = draw.randrange(5)
        # In the pilot what sounds confident resolves; later that says nothing.
        confident = resolves if period == "pilot" else draw.randrange(5)
        options.append(
            {"reply": reply, "resolves": resolves, "confident": confident, "minutes": draw.randint(1, 6)}
        )
    return options


def chosen(version, options, recorded):
    best, most = None, -math.inf
    for option in options:
        value = sum(weight * option[name] for name, weight in WEIGHTS[version].items())
        if recorded and option["reply"] == "hand over":
            value += HANDS_OVER_WHEN_RECORDED[version]
        value -= math.log(-math.log(draw.random()))
        if value > most:
            best, most = option["reply"], value
    return best


def rows():
    for version in WEIGHTS:
        for customer in range(1, CUSTOMERS + 1):
            for scenario in range(4):
                period = "pilot" if scenario < 2 else "live"
                options = menu(period)
                for notice in ("recorded", "none"):
                    yield version, customer, scenario, period, notice, options


def lines():
    for number, (version, customer, scenario, period, notice, options) in enumerate(rows(), 1):
        reply = chosen(version, options, notice == "recorded")
        said = f"{SAYS[reply]} REPLY: {reply}"
        if draw.random() < 0.03:
            said = "I am not sure what to do here."
        row = {
            "id": f"r{number}",
            "version": version,
            "customer": f"c{customer}",
            "scenario": f"c{customer}/{scenario + 1}",
            "period": period,
            "notice": notice,
            "options": options,
            "said": said,
            "result": "on time" if draw.random() < 0.9 else "late",
        }
        if number == 200:
            row["options"] = [dict(option) for option in options]
            row["options"][1]["minutes"] = "a few"
        if number == 400:
            row["id"] = "r1"
        if number == 600:
            del row["id"]
        yield json.dumps(row)


text = "\n".join(lines())
print(text[:-60])  # The process was stopped while it wrote its last row.
