"""A simulated Zoom on this computer, over real HTTP. It knows the wire by itself and imports no sibling package."""
