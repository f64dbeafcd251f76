"""What the machine is, and what else wanted its CPUs meanwhile."""

import os
import platform


def machine():
    return {
        "event": "machine",
        "cpus": sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [],
        "cpu_count": os.cpu_count(),
        "cpu_model": cpu_model(),
        "system": "%s %s" % (platform.system(), platform.release()),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "load_average": list(os.getloadavg()),
        "frequency": frequency(),
    }


def machine_state(before):
    """What else wanted the CPUs since `before`: shares of time, null where the system does not say."""
    after = cpu_ticks()
    passed = sum(after) - sum(before) if before and after else 0
    return {"steal": (after[7] - before[7]) / passed if passed > 0 else None, "pressure": cpu_pressure()}


def cpu_ticks():
    """The first line of /proc/stat: ticks of all CPUs by kind, the eighth stolen by the hypervisor."""
    try:
        with open("/proc/stat") as lines:
            return [int(word) for word in lines.readline().split()[1:9]]
    except (OSError, ValueError):
        return []


def cpu_pressure():
    """Share of the last ten seconds in which some task waited for a CPU."""
    try:
        with open("/proc/pressure/cpu") as lines:
            return float(lines.readline().split("avg10=")[1].split()[0]) / 100
    except (OSError, ValueError, IndexError):
        return None


def frequency():
    """Who sets the CPUs' speed, and whether it may exceed the rated one; null where the system does not say."""
    governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    no_turbo = first_line("/sys/devices/system/cpu/intel_pstate/no_turbo")
    boost = first_line("/sys/devices/system/cpu/cpufreq/boost")
    turbo = no_turbo == "0" if no_turbo else boost == "1" if boost else None
    return {"governor": governor, "turbo": turbo}


def first_line(path):
    try:
        with open(path) as lines:
            return lines.readline().strip() or None
    except OSError:
        return None


def cpu_model():
    try:
        with open("/proc/cpuinfo") as lines:
            for line in lines:
                if line.lower().startswith(("model name", "hardware", "cpu model")):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor()
