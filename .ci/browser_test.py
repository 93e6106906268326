"""Opens JupyterLab in Chromium and does what a person does: runs the first cells of notebook 01 up to
its chart; in a notebook of its own completes with Tab, inspects with Shift+Tab, looks at a table and a
progress bar, interrupts a loop, and restarts and runs all.

    browser_test.py SCREENSHOT_FOLDER
"""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from playwright.sync_api import sync_playwright

NOTEBOOK = "01-goal-misgeneralization.ipynb"
ROOT = pathlib.Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start_lab(folder, port):
    lab = pathlib.Path(sys.executable).parent / "jupyter-lab"
    command = [lab, "--no-browser", f"--port={port}", "--allow-root", f"--ServerApp.root_dir={folder}"]
    command += ["--IdentityProvider.token=", "--ServerApp.password=", "--LabApp.news_url="]
    environment = dict(os.environ, JUPYTER_CONFIG_DIR=f"{folder}/.config", JUPYTER_DATA_DIR=f"{folder}/.data")
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1)
            return process
        except OSError:
            time.sleep(0.25)
    process.kill()
    sys.exit("JupyterLab did not come up within 60 s")


IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
ERROR = '[data-mime-type="application/vnd.jupyter.error"]'


def open_notebook(page, port, path):
    """Opens a notebook and waits for its kernel: what is run before JupyterLab knows it is lost without a word."""
    with page.expect_websocket(lambda socket: "/channels" in socket.url, timeout=120_000) as opened:
        page.goto(f"http://127.0.0.1:{port}/lab/tree/{path}?reset")
    if opened.value.is_closed():
        sys.exit("the connection to the kernel closed")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.get_by_text(re.compile(r"Mesascope.*\| Idle")).first.wait_for(timeout=120_000)
    page.wait_for_selector(IDLE, timeout=120_000)


def run_first_cells(page, shots):
    """Runs code cells from the top until one shows a figure, and returns it."""
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    page.get_by_role("menuitem", name="Clear Outputs of All Cells").click()
    page.wait_for_function("document.querySelectorAll('.jp-OutputArea-child').length === 0")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Escape")
    cells = json.loads((ROOT / "notebooks" / NOTEBOOK).read_text())["cells"]
    ran = 0
    for cell in cells:
        page.keyboard.press("Shift+Enter")
        if cell["cell_type"] != "code":
            continue
        ran += 1
        prompt = page.locator(".jp-InputPrompt", has_text=re.compile(rf"\[{ran}\]:"))
        prompt.wait_for(state="attached", timeout=120_000)
        done = page.locator(".jp-CodeCell").filter(has=prompt)
        page.wait_for_timeout(300)
        if done.locator(ERROR).count():
            page.screenshot(path=shots / "error.png")
            sys.exit(f"cell {ran} failed: {done.locator(ERROR).first.inner_text()}")
        figure = done.locator("figure img")
        if figure.count():
            figure.first.scroll_into_view_if_needed()
            page.wait_for_timeout(500)
            return figure.first
    page.screenshot(path=shots / "no-figure.png")
    sys.exit("no figure in the whole notebook")


def code_cell(number, source):
    return {"cell_type": "code", "id": f"cell-{number}", "source": source, "metadata": {}, "outputs": [], "execution_count": None}


TABLE = "record City(String name, int people) {}\nList.of(new City(\"Bern\", 134_000), new City(\"Graz\", 303_000))"
PROGRESS = """try (var bar = Progress.of("work", 40)) {
    for (int i = 0; i < 40; i++) {
        Thread.sleep(50);
        bar.step();
    }
}"""
SESSION = ["import org.mesascope.display.Progress;\nint kept = 42;", TABLE, PROGRESS, "kept + 1", ""]


def write_session(path):
    kernel = {"display_name": "Mesascope", "language": "java", "name": "mesascope"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
    notebook["cells"] = [code_cell(i, source) for i, source in enumerate(SESSION)]
    path.write_text(json.dumps(notebook))


def expect(condition, page, shots, what):
    if not condition:
        page.screenshot(path=shots / "failed.png")
        sys.exit(f"expected {what}; see {shots / 'failed.png'}")


def output(page, index):
    return page.locator(".jp-CodeCell").nth(index).locator(".jp-OutputArea")


def wait_for_prompt(page, index, count):
    page.locator(".jp-CodeCell").nth(index).locator(
        ".jp-InputPrompt", has_text=re.compile(rf"\[{count}\]:")
    ).wait_for(state="attached", timeout=60_000)


def try_session(page, shots):
    page.locator(".jp-CodeCell").first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, 0, 1)
    page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, 1, 2)
    table = output(page, 1).locator("table")
    table.wait_for(timeout=10_000)
    rows = table.locator("tbody tr").all_inner_texts()
    expect(len(rows) == 2 and "134000" in rows[0], page, shots, f"a table of 2 cities, got {rows}")
    page.keyboard.press("Shift+Enter")
    output(page, 2).get_by_text("█").first.wait_for(timeout=60_000)
    page.screenshot(path=shots / "progress.png")
    output(page, 2).get_by_text("work: 40 of 40").wait_for(timeout=60_000)
    bars = output(page, 2).locator(".jp-OutputArea-child").count()
    expect(bars == 1, page, shots, f"one bar that moves in place, got {bars} outputs")

    editor = page.locator(".jp-CodeCell").nth(4).locator(".cm-content")
    editor.click()
    page.keyboard.type("System.out.pri")
    page.keyboard.press("Tab")
    items = page.locator(".jp-Completer:visible .jp-Completer-item")
    items.first.wait_for(timeout=60_000)
    texts = " ".join(items.all_inner_texts())
    page.screenshot(path=shots / "completion.png")
    expect("println" in texts and "printf" in texts, page, shots, f"println and printf, got {texts}")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+A")
    page.keyboard.type("Math.max")
    page.keyboard.press("Shift+Tab")
    tooltip = page.locator(".jp-Tooltip")
    tooltip.wait_for(timeout=60_000)
    page.screenshot(path=shots / "inspection.png")
    expect("Math.max(int" in tooltip.inner_text(), page, shots, f"signatures, got {tooltip.inner_text()}")
    page.keyboard.press("Escape")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type('System.out.println("runs"); while (true) {}')
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    output(page, 4).get_by_text("runs").wait_for(timeout=60_000)
    page.locator('[data-command="notebook:interrupt-kernel"]').first.click()
    output(page, 4).get_by_text("the cell was interrupted").first.wait_for(timeout=20_000)
    page.screenshot(path=shots / "interrupted.png")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("kept + 2")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("Restart Kernel and Run All Cells")).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    for index in range(5):
        wait_for_prompt(page, index, index + 1)
    output(page, 4).get_by_text("44").wait_for(timeout=10_000)
    page.screenshot(path=shots / "restarted.png")
    errors = page.locator(ERROR).count()
    expect(errors == 0, page, shots, f"no errors after restart and run all, got {errors}")


def main():
    shots = pathlib.Path(sys.argv[1]).resolve()
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "notebooks", f"{folder}/notebooks")
        shutil.copytree(ROOT / "datasets", f"{folder}/datasets")
        write_session(pathlib.Path(folder) / "session.ipynb")
        port = free_port()
        lab = start_lab(folder, port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
                )
                page = browser.new_page(viewport={"width": 1400, "height": 1000})
                open_notebook(page, port, f"notebooks/{NOTEBOOK}")
                figure = run_first_cells(page, shots)
                size = figure.evaluate("i => [i.complete, i.naturalWidth, i.naturalHeight, i.alt]")
                page.screenshot(path=shots / "jupyterlab.png")
                open_notebook(page, port, "session.ipynb")
                try_session(page, shots)
                browser.close()
        finally:
            lab.terminate()
            lab.wait(30)
    complete, width, height, alt = size
    if not (complete and width > 200 and height > 100 and len(alt) > 20):
        sys.exit(f"the figure is not what a reader should see: {size}")
    print(f"the figure is there, {width} by {height}: {alt}")
    print("cells, completion, inspection, table, progress, interrupt, restart and run all: as they should be")
    print("2 passed, 0 failed")


if __name__ == "__main__":
    main()
