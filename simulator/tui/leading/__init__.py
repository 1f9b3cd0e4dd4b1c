"""What the trainer's screen of a room does beside drawing: what he is about, raised hands, voices on one laptop."""
