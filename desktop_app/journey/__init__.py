"""The journey from nothing to a published event, without widgets: no Qt, no HTTP."""
