# SPDX-License-Identifier: EUPL-1.2
"""Every sentence that says what is wrong and what can be done; `domain/problems.py` puts them together."""
