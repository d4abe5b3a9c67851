# SPDX-License-Identifier: EUPL-1.2
"""Acts on several records: one field of many, words in many, one record of two, one like another."""
