"""`python -m simulator` is the command `platine`."""

from simulator.cli import main

main()
