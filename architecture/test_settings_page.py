"""The page about settings is that of the settings."""

from architecture.settings_page import PAGE, WHAT_FOR, page, read


def test_every_setting_is_explained_and_nothing_else() -> None:
    names = [one.name for one in read()]
    assert len(names) == len(set(names))
    assert set(names) == set(WHAT_FOR)
    assert len(names) > 25


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m architecture.settings_page --write"
