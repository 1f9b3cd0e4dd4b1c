"""Platine"s command line."""


def main() -> None: ...
