# SPDX-License-Identifier: EUPL-1.2
"""Workbooks out: what goes in, as plain values, and how it is written."""
