"""In which words: reasons, remarks and findings rendered in the reader's language."""
