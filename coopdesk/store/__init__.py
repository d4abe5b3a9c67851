# SPDX-License-Identifier: EUPL-1.2
"""The database: engine, the one door for writing, history, queries, search, backups."""
