# SPDX-License-Identifier: EUPL-1.2
"""Use cases: one function for each thing a user can ask for."""
