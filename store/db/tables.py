"""All tables of a workspace, for making and migrating them."""

from store.db import access_models, ballot_models, models
from store.db.base import Base

DEFINED_IN = (models, ballot_models, access_models)
"""The modules whose import puts their tables into the metadata."""
METADATA = Base.metadata
