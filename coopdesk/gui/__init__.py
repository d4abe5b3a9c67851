# SPDX-License-Identifier: EUPL-1.2
"""The window. It shows, asks and passes on; what the office's rules say is decided in services."""
