# SPDX-License-Identifier: EUPL-1.2
"""Settings of this person and the care of the file."""
