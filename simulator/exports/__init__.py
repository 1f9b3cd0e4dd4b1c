"""For others: pages and files that leave Platine."""
