"""The panel: several people rate the responses blindly, and what they made of them becomes the answer key."""
