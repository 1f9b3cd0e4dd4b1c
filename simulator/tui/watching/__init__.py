"""What the author's screen stands on: the file as read last, its check, its outline, one's place in the call."""
