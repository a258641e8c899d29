"""Steps that several rules share, each under the name that the field has for it."""
