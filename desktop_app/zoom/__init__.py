"""Zoom's OAuth and Webinars Plus & Events REST API: the only place that knows HTTP. Knows nothing of files or pages."""
