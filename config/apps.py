from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Loads the checks of the settings; config has no tables and no pages."""

    name = "config"
    verbose_name = "Portico's settings"

    def ready(self) -> None:
        from config import checks  # noqa: F401  # registering is what importing it does
