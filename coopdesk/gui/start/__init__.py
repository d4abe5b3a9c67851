# SPDX-License-Identifier: EUPL-1.2
"""Before a file is open: the first start, and what can be done when a file cannot be opened."""
