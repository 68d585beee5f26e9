"""The Argon2id setting of a new keyring, measured on the machine it is made on.

Memory is raised first, for it is what a guesser pays for, then the passes. A keyring travels: it opens on an older
laptop after a restore, so the memory is bounded by a fixed figure too.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.vault.ciphers import stretch

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.vault.policy import KdfPolicy, KdfSetting

MOST_MEMORY_KIB = 256 * 1024
SHARE_OF_MEMORY = 4
SECONDS = (0.5, 1.0)
_AIM = 0.75
_MEMORY_STEP_KIB = 8 * 1024
_MOST_ITERATIONS = 16
_TRIES = 3
_RUNS = 2
_UNKNOWN_MEMORY_KIB = 1024 * 1024


def calibrated(
    policy: KdfPolicy, measure: Callable[[KdfSetting], float] | None = None, memory_kib: int | None = None
) -> KdfPolicy:
    """The policy with a setting that takes 0.5 to 1 s here; its floor stays, and the setting is never under it.

    A policy that is not to be calibrated (tests) comes back as it is. `measure` answers the seconds one run takes,
    `memory_kib` is what the machine has; both are the machine's own unless given.
    """
    if not policy.is_calibrated:
        return policy
    run = measure or seconds_of
    most_kib = max(
        min(MOST_MEMORY_KIB, (memory_kib or machine_memory_kib()) // SHARE_OF_MEMORY), policy.floor_memory_kib
    )
    setting = replace(policy.setting, memory_kib=policy.floor_memory_kib, iterations=policy.floor_iterations)
    for _try in range(_TRIES):
        took = run(setting)
        wanted = _fitted(setting, _AIM / max(took, 0.001), most_kib, policy)
        if SECONDS[0] <= took <= SECONDS[1] or wanted == setting:
            break
        setting = wanted
    return replace(policy, memory_kib=setting.memory_kib, iterations=setting.iterations, lanes=setting.lanes)


def seconds_of(setting: KdfSetting) -> float:
    """How long one run takes on this machine: the better of two, because something else may run beside one."""
    took = []
    for _run in range(_RUNS):
        started = time.perf_counter()
        stretch(b"a passphrase that opens nothing", bytes(16), setting)
        took.append(time.perf_counter() - started)
    return min(took)


def machine_memory_kib() -> int:
    """How much memory the machine has; 1 GiB where it does not say."""
    if sys.platform == "win32":
        return _windows_memory_kib()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (ValueError, OSError):
        return _UNKNOWN_MEMORY_KIB


def _windows_memory_kib() -> int:
    import ctypes

    kib = ctypes.c_ulonglong(0)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows only, and mypy looks from elsewhere
    return kib.value if kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kib)) else _UNKNOWN_MEMORY_KIB


def _fitted(setting: KdfSetting, factor: float, most_kib: int, policy: KdfPolicy) -> KdfSetting:
    """The setting that costs `factor` times as much: memory as far as it goes, then passes; not under the floor."""
    cost = setting.memory_kib * setting.iterations * factor
    wanted_kib = cost / policy.floor_iterations
    memory_kib = min(int(wanted_kib) // _MEMORY_STEP_KIB * _MEMORY_STEP_KIB, most_kib)
    memory_kib = max(memory_kib, policy.floor_memory_kib)
    iterations = min(max(int(cost / memory_kib), policy.floor_iterations), _MOST_ITERATIONS)
    return replace(setting, memory_kib=memory_kib, iterations=iterations)
