"""Platine's speed and memory, each figure beside a yardstick measured in the same run. Not part of the tests:
machines are noisy, so that a figure is a median of several interleaved rounds and a goal is a ratio where it can be.
"""
