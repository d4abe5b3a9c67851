# SPDX-License-Identifier: EUPL-1.2
"""How CoopDesk looks: colours, type, shapes, icons, and the few widgets that every screen is made of."""
