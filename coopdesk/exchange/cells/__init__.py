# SPDX-License-Identifier: EUPL-1.2
"""What single cells mean: Excel's habits undone, dates, and whether a cell still shows what left."""
