"""The sample district written once for all tests of a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign import CampaignPack, load_pack
from sample_data import write_district
from sample_data.truth.truth import SampleDistrict, sample_district

SEED = 2023


@pytest.fixture(scope="session")
def pack() -> CampaignPack:
    return load_pack("c2023_ztjy")


@pytest.fixture(scope="session")
def district(pack: CampaignPack) -> SampleDistrict:
    return sample_district(pack=pack, seed=SEED)


@pytest.fixture(scope="session")
def folder(pack: CampaignPack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    write_district(folder, pack=pack, seed=SEED)
    return folder
