# SPDX-License-Identifier: EUPL-1.2
"""Forms: an editor for each kind of value, and the form that is made of a record's declaration."""
