# SPDX-License-Identifier: EUPL-1.2
"""What the office keeps: one declaration a record type."""
