"""Draw the sample filing into resources/sample/, the same bytes every time: `python build/draw_sample.py`."""

import runpy

if __name__ == "__main__":
    # Started by path, Python looks for modules beside this file, so the package is found under its bare name.
    runpy.run_module("sample", run_name="__main__", alter_sys=True)
