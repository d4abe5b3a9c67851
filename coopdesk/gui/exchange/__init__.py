# SPDX-License-Identifier: EUPL-1.2
"""Workbooks out and home, as the window asks about them."""
