"""The rules of the checker, one idea a file. A rule looks at a study and yields findings."""
