"""The seven ways of playing together, one module each.

A format says what comes next: `onward` when the trainer goes on, `skip` when he passes something over, `pick` when he
decides himself. Each takes the table as it stands and gives the table as it then stands, or raises Unfit.
"""
