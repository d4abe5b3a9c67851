# SPDX-License-Identifier: EUPL-1.2
"""The page of a record on the screen: drawn from data, with every link within reach of the keyboard."""
