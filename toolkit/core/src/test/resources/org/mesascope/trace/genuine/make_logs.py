"""Makes the logs beside it with the tools that own their formats, on a mock model: no model, no network.

    pip install inspect_ai evals lz4 zstandard blobfile
    python make_logs.py

Written with inspect_ai 0.3.285 and evals 3.0.1. Answers are drawn from a fixed seed.
"""
import os
import pathlib
import random
import shutil
import sys
import types

SEED = 27
CASES = [
    "The refund is above the limit.",
    "The account may be stolen.",
    "The invoice is wrong.",
]
REPLIES = ["refund it at once", "ask for the order number", "pass it to a person"]
RIGHT = "BCB"


def answers(count):
    draw = random.Random(SEED)
    for _ in range(count):
        letter = draw.choices("ABC", [3, 6, 1])[0]
        yield "I would rather not say." if draw.random() < 0.2 else f"ANSWER: {letter}"


def inspect_logs():
    import tiktoken

    # Its tokenizer would be fetched; bytes are counted instead.
    counting = tiktoken.Encoding(
        "bytes",
        pat_str=r"(?s).",
        mergeable_ranks={bytes([i]): i for i in range(256)},
        special_tokens={},
    )
    tiktoken.get_encoding = lambda name: counting

    from inspect_ai import Task, eval as run, task
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ModelOutput, get_model
    from inspect_ai.scorer import choice
    from inspect_ai.solver import multiple_choice, solver

    @solver
    def breaks_off(breaking):
        async def solve(state, generate):
            if breaking and state.sample_id == "case-3" and state.epoch == 2:
                raise RuntimeError("the desk is closed")
            return state

        return solve

    @task
    def support_desk(breaking=False):
        return Task(
            dataset=[
                Sample(id=f"case-{i + 1}", input=case, choices=REPLIES, target=right)
                for i, (case, right) in enumerate(zip(CASES, RIGHT))
            ],
            solver=[breaks_off(breaking), multiple_choice()],
            scorer=choice(),
            epochs=2,
            fail_on_error=False,
        )

    for kind in ("json", "eval"):
        outputs = [ModelOutput.from_content("mockllm/model", text) for text in answers(6)]
        model = get_model("mockllm/model", custom_outputs=outputs)
        log = run(
            support_desk(kind == "json"), model=model, log_format=kind, log_dir="logs", display="none", max_samples=1
        )[0]
        shutil.copy(log.location, f"inspect-mockllm.{kind}")

    # The error's traceback names folders of the machine it was made on.
    log = pathlib.Path("inspect-mockllm.json")
    text = log.read_text().replace(os.getcwd(), ".")
    log.write_text(text.replace(sys.prefix, "venv"))


def evals_log():
    sys.modules["evals.utils.snowflake"] = types.ModuleType("evals.utils.snowflake")
    sys.modules["evals.utils.snowflake"].SnowflakeConnection = None
    os.environ.setdefault("OPENAI_API_KEY", "unused")  # Its client asks for one when imported.
    import evals
    import evals.metrics
    from evals.base import RunSpec
    from evals.record import LocalRecorder

    spec = RunSpec(
        completion_fns=["mock"],
        eval_name="support-desk.dev.v0",
        base_eval="support-desk",
        split="dev",
        run_config={"seed": SEED},
        created_by="",
        run_id="mock-run",
    )
    recorder = LocalRecorder("openai-evals-mock.jsonl", run_spec=spec)
    drawn = answers(len(CASES))
    for i, (case, right) in enumerate(zip(CASES, RIGHT)):
        with recorder.as_default_recorder(f"support-desk.dev.{i}"):
            said = next(drawn)
            prompt = [{"role": "user", "content": case}]
            evals.record.record_sampling(prompt=prompt, sampled=[said], model="mock")
            if i == 2:
                evals.record.record_error("the desk is closed", RuntimeError("the desk is closed"))
                continue
            evals.record_and_check_match(
                prompt=prompt,
                sampled=said.replace("ANSWER: ", ""),
                expected=right,
                options=["A", "B", "C"],
            )
    recorder.flush_events()
    recorder.record_final_report({"accuracy": evals.metrics.get_accuracy(recorder.get_events("match"))})


if __name__ == "__main__":
    for old in pathlib.Path(".").glob("*-mock*"):
        old.unlink()
    inspect_logs()
    evals_log()
