# SPDX-License-Identifier: EUPL-1.2
"""Caps the memory and the processor time of the process that calls it, on three systems.

For the child that parses untrusted files; never called in the program itself.
"""

from __future__ import annotations

import sys


def apply(*, memory_mb: int, cpu_s: int) -> None:
    """Cap this process for good; what the system does not offer is left out.

    macOS knows the memory limit but does not keep to it; there the parent's clock is the bound.
    """
    if sys.platform == "win32":
        _apply_job_object(memory_mb)
    else:
        _apply_resource_limits(memory_mb, cpu_s)


def _apply_resource_limits(memory_mb: int, cpu_s: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, memory_mb << 20),
        (resource.RLIMIT_CPU, cpu_s),  # should the parent die, the child does not spin for ever
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # reads, never writes
    )
    for limit, value in wanted:
        _, hard = resource.getrlimit(limit)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(limit, (ceiling, ceiling))
        except (ValueError, OSError):
            continue


def _apply_job_object(memory_mb: int) -> None:
    """Put this process into a job that ends it when it takes more memory; Windows 8 and later nest jobs."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class BasicLimits(ctypes.Structure):
        _fields_ = (
            ("per_process_user_time_limit", ctypes.c_int64),
            ("per_job_user_time_limit", ctypes.c_int64),
            ("limit_flags", wintypes.DWORD),
            ("minimum_working_set_size", ctypes.c_size_t),
            ("maximum_working_set_size", ctypes.c_size_t),
            ("active_process_limit", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", BasicLimits),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory_limit", ctypes.c_size_t),
            ("job_memory_limit", ctypes.c_size_t),
            ("peak_process_memory_used", ctypes.c_size_t),
            ("peak_job_memory_used", ctypes.c_size_t),
        )

    process_memory = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    die_on_unhandled = 0x400  # JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION: no crash window
    extended_information = 9  # JobObjectExtendedLimitInformation
    no_error_windows = 0x8003  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)

    kernel.SetErrorMode(no_error_windows)
    limits = ExtendedLimits()
    limits.basic.limit_flags = process_memory | die_on_unhandled
    limits.process_memory_limit = memory_mb << 20
    job = kernel.CreateJobObjectW(None, None)
    if job and kernel.SetInformationJobObject(
        job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits)
    ):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
