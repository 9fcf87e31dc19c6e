"""What a page runs again by itself: Streamlit's fragments, as the browser is told of them."""

from __future__ import annotations

import pytest
from browser.conftest import Open
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@pytest.mark.parametrize(
    ("path", "fewest"),
    [("", 2), ("/paths?from=north-korea&to=ukraine", 2), ("/queries?q=everything-about", 1)],
    ids=["explorer", "paths", "queries"],
)
def test_no_fragment_lies_in_another(explore: Open, path: str, fewest: int) -> None:
    """What lies in another was sent without what stands before it, when that ran again; the page was empty then."""
    desk = explore(path, ready=False)
    desk.page.get_by_test_id("stMain").get_by_role("combobox").first.wait_for()
    desk.rest()
    places: dict[str, tuple[int, ...]] = {}
    for frame in desk.got:
        told = ForwardMsg()
        told.ParseFromString(frame)
        if told.delta.fragment_id:
            place = tuple(told.metadata.delta_path)
            before = places.setdefault(told.delta.fragment_id, place)
            places[told.delta.fragment_id] = min(before, place, key=len)
    assert len(places) >= fewest, places
    within = [
        (one, other)
        for one, place in places.items()
        for other, outer in places.items()
        if one != other and place[: len(outer)] == outer
    ]
    assert within == []
