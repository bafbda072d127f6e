"""Where static files are: each address is looked up once. Set-up collects them before the server starts, and a page
names twenty of them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._known: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        if name is None or force:
            return super().url(name, force)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = super().url(name)
        return found
