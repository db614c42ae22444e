"""Odd characters in an address are no error of ours."""

import pytest


@pytest.mark.parametrize("address", ["/stations/?q=%00", "/?q=a%00b", "/stations/?town=%00&q=%00"])
def test_a_nul_in_a_search_is_dropped(client, county, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/r/AB%00CD", "/deputies/%00/", "/%00"])
def test_a_nul_in_a_path_is_nothing(client, county, address):
    assert client.get(address).status_code == 404
