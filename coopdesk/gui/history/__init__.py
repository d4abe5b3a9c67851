# SPDX-License-Identifier: EUPL-1.2
"""The history of the file and of one record, and the trash."""
