# SPDX-License-Identifier: EUPL-1.2
"""From a returned workbook to a plan, one module for each step; no database, no file."""
