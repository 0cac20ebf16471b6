"""The register of what was printed and hangs: one sealed file for each event, only ever added."""
