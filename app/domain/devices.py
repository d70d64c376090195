"""The system a device runs, as far as its name tells; a person need not know the word for it."""

from __future__ import annotations

from enum import StrEnum

from app.domain.folding import fold


class System(StrEnum):
    """What runs on the device; `FEATURE_PHONE` is a telephone without apps (ガラケー)."""

    ANDROID = "android"
    IOS = "ios"
    FEATURE_PHONE = "feature_phone"
    WINDOWS = "windows"
    MACOS = "macos"
    CHROMEOS = "chromeos"
    OTHER = "other"


# Makers' names as they are printed on devices, folded when compared; the first that occurs decides,
# so that らくらくスマートフォン is not taken for らくらくホン.
_NAMES: tuple[tuple[System, str], ...] = (
    (System.IOS, "iphone ipad アイフォン アイフォーン アイパッド"),
    (System.FEATURE_PHONE, "ガラケー ガラホ 二つ折り 折りたたみ携帯 らくらくホン らくらくフォン かんたん携帯"),
    (System.CHROMEOS, "chromebook クロームブック"),
    (System.MACOS, "macbook imac マックブック"),
    (System.WINDOWS, "windows ウィンドウズ パソコン ノートpc surface dynabook"),
    (System.ANDROID, "android アンドロイド スマートフォン スマホ aquos アクオス galaxy ギャラクシー"),
    (System.ANDROID, "pixel ピクセル xperia エクスペリア arrows アローズ oppo xiaomi redmi basio"),
)  # fmt: skip
_FOLDED = tuple((system, fold(name)) for system, names in _NAMES for name in names.split())


def system_of(device: str) -> str:
    """Return the system's code that a device's name shows, or an empty text."""
    folded = fold(device)
    return next((system.value for system, name in _FOLDED if name in folded), "")
