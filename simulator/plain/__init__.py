"""The line-mode interface: numbered choices, no boxes, screen readers and pipes."""
