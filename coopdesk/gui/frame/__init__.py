# SPDX-License-Identifier: EUPL-1.2
"""The frame around every screen: navigation, top bar, status bar, and the places one has been."""
