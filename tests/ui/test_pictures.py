import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

SCRIPT = """
import sys
from pathlib import Path
from agent_console.ui.shell.picture import Shot, take
from agent_console.ui.shell.start import WindowParts
from agent_console.ui.theme.tokens import Appearance
from tests.ui.invented import invented
memory, out = invented(events=100), Path(sys.argv[1])
shots = [
    Shot(out / "light.png", customers=(1,)),
    Shot(out / "dark.png", (1920, 1080), Appearance.DARK, text="Aiko"),
]
sys.exit(take(WindowParts(memory.desk, memory.clock), shots))
"""


def test_pictures_are_taken_without_a_display(app: QApplication, tmp_path: Path):
    root = Path(__file__).parents[2]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    done = subprocess.run(command, check=False, cwd=root, env=surroundings, timeout=60)  # noqa: S603 - our own script
    light, dark = (QImage(str(tmp_path / name)) for name in ("light.png", "dark.png"))

    assert done.returncode == 0
    assert (light.width(), light.height()) == (1366, 768)
    assert (dark.width(), dark.height()) == (1920, 1080)
    assert light.pixelColor(700, 700).lightness() > 200
    assert dark.pixelColor(700, 700).lightness() < 60
