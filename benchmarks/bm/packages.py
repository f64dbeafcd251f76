"""The map of modules to installed packages. ddtrace has only private names for it, which changed in 4.16."""


def remembered():
    """The function that gives the map; a process makes it once and remembers it."""
    from ddtrace.internal.packages import _package_for_root_module_mapping

    return _package_for_root_module_mapping


def made_anew():
    """The same function, which makes the map at each call."""
    from ddtrace.internal import packages

    # Up to 4.15 the function is wrapped in its memory; from then on there is one for all that is known of packages.
    if not hasattr(packages, "_reset_installed_distributions"):
        return packages._package_for_root_module_mapping.__wrapped__

    def make():
        packages._reset_installed_distributions()
        return packages._package_for_root_module_mapping()

    return make
