# SPDX-License-Identifier: EUPL-1.2
"""The page of a record as data: what is said about it, in words, with everything that can be followed."""
