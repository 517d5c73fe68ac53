"""What a figure's description says."""


def trace(spec, name):
    """The trace of that name."""
    return next(t for t in spec["data"] if t["name"] == name)


def words_on(spec):
    """Every text written on the figure."""
    return [a["text"] for a in spec["layout"]["annotations"]]
