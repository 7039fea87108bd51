"""
Copy what the pages and documents need out of `node_modules` into `build/`.

`build/assets/` is served (charts, rules of forms), `build/fonts/` is read by Typst and by the
browser of the tests. Each licence travels with its file. Standard library only.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"

# Relative to node_modules, and where it goes below build/.
FILES = {
    "echarts/dist/echarts.min.js": "assets/vendor/echarts.min.js",
    "echarts/LICENSE": "assets/vendor/echarts.LICENSE.txt",
    "echarts/NOTICE": "assets/vendor/echarts.NOTICE.txt",
    "json-logic-js/logic.js": "assets/vendor/json-logic.js",
    "json-logic-js/LICENSE": "assets/vendor/json-logic.LICENSE.txt",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "fonts/",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": "fonts/",
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": "fonts/NotoSansSC.LICENSE.txt",
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "fonts/",
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": "fonts/",
    "@expo-google-fonts/noto-serif-sc/LICENSE_FONT": "fonts/NotoSerifSC.LICENSE.txt",
}


def main() -> int:
    absent = [name for name in FILES if not (MODULES / name).is_file()]
    if absent:
        sys.stderr.write(f"npm 包中缺少文件 / missing in node_modules: {', '.join(absent)}\n")
        return 1
    for name, place in FILES.items():
        source = MODULES / name
        target = BUILD / place / source.name if place.endswith("/") else BUILD / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
