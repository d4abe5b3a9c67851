# SPDX-License-Identifier: EUPL-1.2
"""How much memory an export takes at most, looked up in a process that does nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coopdesk.services import maintenance
from tests.helpers import artificial
from tests.helpers.ratios import Report

_MEASURE = (
    "import sys; from pathlib import Path\n"
    "from coopdesk.services import exporting, maintenance\n"
    "office = maintenance.open_database(Path(sys.argv[1]))\n"
    "exporting.export_workbook(office, Path(sys.argv[2]), types=['partner'], who='test')\n"
    "status = Path('/proc/self/status').read_text()\n"
    "print(next(line.split()[1] for line in status.splitlines() if line.startswith('VmHWM')))\n"
)


@pytest.mark.benchmark_large
@pytest.mark.timeout(1800)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the highest memory of one program")
def test_memory_of_an_export(tmp_path: Path, report: Report) -> None:
    """100,000 partners with everything that a workbook for return has."""
    path = tmp_path / "office.coopdesk"
    maintenance.init(path, who="test", empty=True)
    database = maintenance.open_database(path)
    artificial.fill(database, 100_000)
    database.close()
    taken = subprocess.run(
        [sys.executable, "-c", _MEASURE, path, tmp_path / "out.xlsx"],
        capture_output=True,
        check=True,
        text=True,
    )
    report.figure("export, 100,000 rows, memory", int(taken.stdout) / 1024, "MB", at_most=700)
