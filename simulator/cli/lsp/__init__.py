"""`platine lsp`: what Platine knows of a scenario, in the editor that it is written with.

server        the process: which request is answered by what
buffers       the open documents, and the files that belong to them
cursor        where in the format a cursor stands, in text that YAML may not be able to read
diagnosing    findings as an editor shows them
examining     the checker, behind whoever types; `examination` is its process
completing, hovering, navigating, renaming, mending: one request each
"""
