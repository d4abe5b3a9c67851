# SPDX-License-Identifier: EUPL-1.2
"""Help pages, the page of shortcuts, and what this program is."""
