# SPDX-License-Identifier: EUPL-1.2
"""Untrusted workbooks in: the gate, the child process that parses, and what it sends back."""
