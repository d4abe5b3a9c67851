# SPDX-License-Identifier: EUPL-1.2
"""Work beside the window: threads that read and one that writes, and the news they bring as signals."""
