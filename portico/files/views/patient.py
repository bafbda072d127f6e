"""The patient's side. Files hang on messages so far: they are switched and hidden with them."""

from portico.core.viewer import DataClass
from portico.files.views.sides import side

PATIENT = side(patient=True, data_class=DataClass.MESSAGES, feature=DataClass.MESSAGES.value)
