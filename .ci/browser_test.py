"""Opens JupyterLab in Chromium, runs the first cells of notebook 01 and looks for its figure.

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


def run_first_cells(page, shots):
    """Runs code cells from the top until one shows a figure, and returns it."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_selector(IDLE, timeout=120_000)
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


def main():
    shots = pathlib.Path(sys.argv[1]).resolve()
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "notebooks", f"{folder}/notebooks")
        shutil.copytree(ROOT / "datasets", f"{folder}/datasets")
        port = free_port()
        lab = start_lab(folder, port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
                )
                page = browser.new_page(viewport={"width": 1400, "height": 1000})
                page.goto(f"http://127.0.0.1:{port}/lab/tree/notebooks/{NOTEBOOK}")
                figure = run_first_cells(page, shots)
                size = figure.evaluate("i => [i.complete, i.naturalWidth, i.naturalHeight, i.alt]")
                page.screenshot(path=shots / "jupyterlab.png")
                browser.close()
        finally:
            lab.terminate()
            lab.wait(30)
    complete, width, height, alt = size
    if not (complete and width > 200 and height > 100 and len(alt) > 20):
        sys.exit(f"the figure is not what a reader should see: {size}")
    print(f"the figure is there, {width} by {height}: {alt}")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
