# SPDX-License-Identifier: EUPL-1.2
"""Lists of records: the table, its filters, columns and saved views."""
