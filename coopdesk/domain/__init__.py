# SPDX-License-Identifier: EUPL-1.2
"""What a value, a field, a change and a merge mean; standard library only."""
