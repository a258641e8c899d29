"""The scenario as steps, each one real action by the person who would take it."""
