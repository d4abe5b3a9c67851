# SPDX-License-Identifier: EUPL-1.2
"""CoopDesk: the records desk of a liaison office."""

__version__ = "0.1.0"
