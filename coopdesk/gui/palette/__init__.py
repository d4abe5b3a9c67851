# SPDX-License-Identifier: EUPL-1.2
"""The palette: one field that goes to any record or view and does anything."""
